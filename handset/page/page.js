import { listenToScreen } from './screen.js';
import { word } from './words.js';

const MOST_ROWS = 200;
const byId = (id) => document.getElementById(id);
/** Connections and lookups by their number. */
const rows = new Map();

for (const element of document.querySelectorAll('[data-text]')) {
  element.textContent = word(element.dataset.text);
}

let last = Promise.resolve();
/** Sends an action to the handset. Actions arrive in the order in which they were made. */
function act(action) {
  last = last.then(async () => {
    const response = await fetch('do', { method: 'POST', body: JSON.stringify(action) });
    const { code, text } = await response.json();
    show(code === 0 ? '' : text.trim() || `exit code ${code}`);
  }, show);
}

function show(text) {
  const status = byId('status');
  status.textContent = String(text);
  status.className = text === '' ? '' : 'bad';
}

const drawScreen = listenToScreen(byId('screen'), act);
byId('back').onclick = () => act({ do: 'key', code: 4 });
byId('home').onclick = () => act({ do: 'key', code: 3 });
for (const name of ['wifi', 'data', 'airplane']) {
  byId(name).onchange = ({ target }) => act({ do: name, to: target.checked ? 'enable' : 'disable' });
}
byId('registration').onchange = ({ target }) => act({ do: 'registration', to: target.value });

/** An element with its children; a text is a child, too. */
function make(tag, fields, ...children) {
  const element = Object.assign(document.createElement(tag), fields);
  element.append(...children);
  return element;
}

function seconds(nanos) {
  return (Number(nanos) / 1e9).toFixed(2);
}

function showRadio({ airplane, wifi, mobile, default: bearer, sims, dataSlot }) {
  byId('airplane').checked = airplane;
  byId('wifi').checked = wifi.enabled;
  byId('data').checked = mobile.enabled;
  byId('wifi-address').textContent = wifi.connected ? wifi.address : '';
  byId('data-address').textContent = mobile.connected ? mobile.address : '';
  byId('registration').value = mobile.registration;
  byId('bearer').replaceChildren(`${word('bearer')}: `, make('b', { className: bearer ?? '' }, word(bearer ?? 'none')));
  byId('sims').replaceChildren(...sims.map((sim) => simRow(sim, dataSlot)));
}

function simRow({ slot, state, operatorName }, dataSlot) {
  const options = ['ready', 'absent', 'unreadable', 'locked'].map((value) =>
    make('option', { value, selected: value === state }, word(value)),
  );
  const select = make(
    'select',
    { id: `sim-${slot}`, onchange: ({ target }) => act({ do: 'sim', slot, to: target.value }) },
    ...options,
  );
  const radio = make('input', {
    type: 'radio',
    name: 'dataSim',
    checked: slot === dataSlot,
    onchange: () => act({ do: 'dataSim', slot }),
  });
  return make(
    'div',
    {},
    `${word('sim')} ${slot + 1} `,
    select,
    ` ${operatorName} `,
    make('label', {}, radio, ` ${word('carriesData')}`),
  );
}

const apps = { packages: [], running: [], front: null };
function showApps(change) {
  Object.assign(apps, change);
  const list = apps.packages.map(({ name, label, launcherActivity }) => {
    const isRunning = apps.running.includes(name);
    const start = make(
      'button',
      { onclick: () => act({ do: 'start', component: `${name}/${launcherActivity}` }) },
      word('start'),
    );
    const stop = make('button', { onclick: () => act({ do: 'stop', package: name }) }, word('stop'));
    const buttons = [...(launcherActivity === null ? [] : [start]), ...(isRunning ? [stop] : [])];
    return make('li', { className: name === apps.front ? 'front' : '' }, `${label} `, make('small', {}, name), ' ', ...buttons);
  });
  byId('apps').replaceChildren(...(list.length === 0 ? [make('li', {}, word('noApps'))] : list));
}

function showActivity({ atNanos, package: app, event, component, message }) {
  const what = component ?? app;
  const detail = event === 'crash' ? ` ${message ?? ''}` : '';
  const cells = [seconds(atNanos), word(event) + detail, what].map((text) => make('td', {}, text));
  byId('activities').prepend(make('tr', { className: event }, ...cells));
  cutOff(byId('activities'));
}

function showRequests(requests) {
  const texts = ({ package: app, networkRequests, everHeld }) => [
    app,
    `${networkRequests} ${word('held')}`,
    `${everHeld} ${word('everHeld')}`,
  ];
  byId('requests').replaceChildren(...requests.map((one) => make('tr', {}, ...texts(one).map((text) => make('td', {}, text)))));
}

function showConnection({ seq, bearer, host, port, openedNanos, bytesOut, bytesIn, end }) {
  const texts = [seconds(openedNanos), word(bearer), `${host}:${port}`, bytesOut, bytesIn, end];
  const cells = texts.map((text, index) => make('td', { className: { 1: bearer, 5: end }[index] ?? '' }, String(text)));
  putRow('connections', seq, cells);
}

function showLookup({ seq, bearer, name, answered, atNanos }) {
  const texts = [seconds(atNanos), word(bearer), name, answered ? '' : word('noAddress')];
  putRow(
    'lookups',
    seq,
    texts.map((text, index) => make('td', { className: index === 1 ? bearer : '' }, text)),
  );
}

/** The newest row is the first one; a changed record keeps its row. */
function putRow(list, seq, cells) {
  const key = `${list} ${seq}`;
  const row = make('tr', {}, ...cells);
  const old = rows.get(key);
  if (old?.isConnected) {
    old.replaceWith(row);
  } else {
    byId(list).prepend(row);
  }
  rows.set(key, row);
  cutOff(byId(list));
}

function cutOff(body) {
  while (body.rows.length > MOST_ROWS) {
    body.lastElementChild.remove();
  }
}

const SHOW = {
  screen: ({ screen }) => drawScreen(screen.number),
  radio: ({ radio }) => showRadio(radio),
  packages: showApps,
  running: showApps,
  requests: ({ requests }) => showRequests(requests),
  activity: ({ activity }) => showActivity(activity),
  connection: ({ connection }) => showConnection(connection),
  lookup: ({ lookup }) => showLookup(lookup),
};

const events = new EventSource('events');
events.onmessage = ({ data }) => {
  const line = JSON.parse(data);
  SHOW[Object.keys(line)[0]]?.(line);
};
events.onerror = () => show(word('gone'));
events.onopen = () => show('');
