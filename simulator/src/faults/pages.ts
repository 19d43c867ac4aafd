/** The pages that a bearer or a portal answers with instead of the gateway. Each says that it is a simulation. */

export const PAGES = {
  arrears: page('余额不足 · Top up', '您的账户余额不足,请充值后使用。', 'This number is in arrears. Top up to go on.'),
  captive: page('网络登录 · Sign in', '请先登录本网络。', 'Sign in to this network first.'),
} as const;

function page(title: string, chinese: string, english: string): string {
  return [
    '<!doctype html>',
    '<html lang="zh">',
    `<head><meta charset="utf-8"><title>${title}</title></head>`,
    `<body><h1>${title}</h1><p>${chinese}</p><p>${english}</p><p>quhao simulator</p></body>`,
    '</html>',
    '',
  ].join('\n');
}
