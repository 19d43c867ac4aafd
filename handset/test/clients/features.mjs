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
  devices: ['listed as a device', '列为 device'],
  shell: ['exit code, stdout and stderr apart (shell v2)', '退出码、stdout 与 stderr 分开（shell v2）'],
  'shell v1': ['output of a command without an exit code', '无退出码的命令输出'],
  files: ['push, pull, stat and list of 3 MB with the same digest', '3 MB 的 push、pull、stat、list，摘要一致'],
  compressed: ['push and pull compressed (brotli, lz4)', '压缩的 push 与 pull（brotli、lz4）'],
  install: ['streamed install, then the package is listed', '流式安装，随后列出该包'],
  'install by push': ['push, then pm install', '先 push，再 pm install'],
  forward: ['bytes both ways through a forwarded port', '经转发端口双向传输'],
  reverse: ['bytes both ways through a reversed tcp port; list, removal', '经 tcp 反向端口双向传输；列出、移除'],
  'reverse by name': ['the same for localabstract', 'localabstract 同上'],
  logcat: ['a line that is logged while the client follows', '跟随时写入的一行日志'],
  picture: ['screencap or framebuffer of 720×1440', '720×1440 的 screencap 或 framebuffer'],
  reconnect: ['works again after its connection was cut', '断开后重新可用'],
  root: ["adbd's texts for root, remount and tcpip", 'adbd 对 root、remount、tcpip 的文本'],
};
