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

/** The same for docs/zh/handset.md. */
export const MEANINGS_ZH = {
  devices: '列为 device',
  shell: '退出码、stdout 与 stderr 分开（shell v2）',
  'shell v1': '没有退出码的命令输出',
  files: '3 MB 的 push、pull、stat 和 list，摘要相同',
  compressed: '压缩的 push 和 pull（brotli、lz4）',
  install: '流式安装，之后列出该包',
  'install by push': '先 push，再 pm install',
  forward: '经转发的端口双向传字节',
  reverse: '经反向的 tcp 端口双向传字节；列出、移除',
  'reverse by name': 'localabstract 同上',
  logcat: '跟随期间写入的一行',
  picture: '720×1440 的 screencap 或 framebuffer',
  reconnect: '连接断开后又能使用',
  root: 'root、remount 和 tcpip 得到 adbd 的文字',
};
