# The command quhao with everything that it needs. Untested: nobody here has built it (docs/limits.md).
#   docker build -t quhao . && docker run --rm -v "$PWD:/work" quhao conform --sdk my.aar --runs runs
FROM node:20-bookworm
RUN apt-get update \
  && apt-get install -y --no-install-recommends \
     openjdk-17-jdk-headless maven adb apksigner zipalign zip unzip iproute2 util-linux ca-certificates \
  && rm -rf /var/lib/apt/lists/*
COPY . /quhao
RUN /quhao/scripts/setup
WORKDIR /work
ENTRYPOINT ["/bin/bash", "-c", ". /quhao/.quhao/env && exec node /quhao/dist/cli/main.js \"$@\"", "quhao"]
