/** The features of the matrix, in the order of its columns. */
export const FEATURES = [
  'devices',
  'shell',
  'shell v1',
  'files',
  'compressed',
  'install',
  'install by push',
  'forward',
  'reverse',
  'reverse by name',
  'logcat',
  'picture',
  'reconnect',
  'root',
];

/** What each column means, for the page of docs. */
export const MEANINGS = {
  devices: 'listed as a device',
  shell: 'exit code, stdout and stderr apart (shell v2)',
  'shell v1': 'output of a command without an exit code',
  files: 'push, pull, stat and list of 3 MB with the same digest',
  compressed: 'push and pull compressed (brotli, lz4)',
  install: 'streamed install, then the package is listed',
  'install by push': 'push, then pm install',
  forward: 'bytes both ways through a forwarded port',
  reverse: 'bytes both ways through a reversed tcp port; list, removal',
  'reverse by name': 'the same for localabstract',
  logcat: 'a line that is logged while the client follows',
  picture: 'screencap or framebuffer of 720×1440',
  reconnect: 'works again after its connection was cut',
  root: "adbd's texts for root, remount and tcpip",
};
