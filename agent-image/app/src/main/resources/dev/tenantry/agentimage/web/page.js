'use strict';
// Shows what the agent's sessions hold and what happens in them now. All text is set as text.

const byId = (id) => document.getElementById(id);
let current = null;
let growing = null;
let before = {};

const item = (list, text, className) => {
  const li = document.createElement('li');
  li.textContent = text;
  if (className) li.className = className;
  list.append(li);
  li.scrollIntoView({ block: 'nearest' });
  return li;
};

const usage = (counts) => {
  byId('prompt-tokens').textContent = counts.promptTokens ?? 0;
  byId('completion-tokens').textContent = counts.completionTokens ?? 0;
};

async function listSessions() {
  const answer = await fetch('v1/sessions');
  if (!answer.ok) return;
  const { sessions } = await answer.json();
  const list = byId('sessions');
  list.replaceChildren();
  for (const session of sessions) {
    const button = document.createElement('button');
    button.textContent = session.title || session.id;
    button.title = session.createdAt;
    button.setAttribute('aria-current', String(session.id === current));
    button.addEventListener('click', () => show(session.id));
    const li = document.createElement('li');
    li.append(button);
    list.append(li);
  }
}

async function show(id) {
  current = id;
  growing = null;
  const answer = await fetch(`v1/sessions/${id}`);
  if (!answer.ok || current !== id) return;
  const session = await answer.json();
  byId('messages').replaceChildren();
  byId('tools').replaceChildren();
  for (const one of session.messages) item(byId('messages'), one.text, one.role);
  for (const one of session.toolCalls) {
    item(byId('tools'), `${one.tool}: ${one.status}`, one.status).dataset.call = one.id;
  }
  before = session.usage;
  usage(before);
  listSessions();
}

function watch() {
  const events = new EventSource('v1/events');
  const status = byId('connection');
  events.onopen = () => { status.textContent = 'live'; };
  events.onerror = () => { status.textContent = 'reconnecting'; };
  const on = (name, act) => events.addEventListener(name, (event) => {
    const data = JSON.parse(event.data);
    if (name === 'turn') listSessions();
    if (data.session === current) act(data);
  });
  on('turn', () => show(current));
  on('token', (data) => {
    growing ??= item(byId('messages'), '', 'assistant');
    growing.textContent += data.text;
  });
  on('tool_call', (data) => {
    item(byId('tools'), `${data.tool}: started`).dataset.call = data.id;
  });
  on('tool_result', (data) => {
    const li = document.querySelector(`[data-call="${CSS.escape(data.id)}"]`);
    if (li) {
      li.textContent = `${data.tool}: ${data.status}`;
      li.className = data.status;
    }
  });
  // What is told while a turn runs is the turn's own.
  on('usage', (data) => usage({
    promptTokens: before.promptTokens + data.promptTokens,
    completionTokens: before.completionTokens + data.completionTokens,
  }));
  on('done', () => show(current));
}

byId('ask').addEventListener('submit', async (event) => {
  event.preventDefault();
  const input = byId('message');
  const message = input.value;
  input.value = '';
  const body = current ? { session: current, message } : { message };
  const answer = await fetch('v1/chat', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': `${Date.now()}-${Math.random()}`,
    },
    body: JSON.stringify(body),
  });
  const result = await answer.json();
  if (answer.ok) {
    await show(result.session);
  } else {
    item(byId('messages'), `${result.title}: ${result.detail}`, 'failed');
  }
});

listSessions();
watch();
