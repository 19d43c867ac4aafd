/** How a root certificate is installed by hand, by Android version, the newest first. Makers name the menus differently; the search of the settings finds "CA". */
export const CERTIFICATE_STEPS = [
  {
    from: 11,
    steps: [
      '下载证书；点开下载的文件不会安装，这是系统的限制。 · Download it. Opening the file does not install it: the system wants the way through the settings.',
      '设置 → 安全 → 更多安全设置 → 加密与凭据 → 安装证书 → CA 证书 → 仍然安装 · Settings → Security → More security settings → Encryption &amp; credentials → Install a certificate → CA certificate → Install anyway',
      '选择 quhao-ca.pem。 · Choose quhao-ca.pem.',
    ],
  },
  {
    from: 7,
    steps: [
      '下载证书，点开它；没有设锁屏时系统会要求设置。 · Download it and open it. Without a screen lock the system asks for one.',
      '凭据用途选“VPN 和应用”。 · Credential use: VPN and apps.',
    ],
  },
  {
    from: 0,
    steps: ['下载证书，点开它，起个名字。应用信任它。 · Download it, open it, give it a name. Apps trust it.'],
  },
] as const;
