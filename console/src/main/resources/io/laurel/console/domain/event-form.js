// Writing, editing and copying events.
import { newKey, send } from '../frame/api.js';
import { dialog } from '../frame/dialogs.js';
import { html, nothing } from '../frame/lit.js';
import { errorAt, notice } from '../frame/parts.js';
import { moment as said, t } from '../frame/texts.js';
import { dayStart } from '../frame/times.js';
import { conditionsForm, incomplete } from './conditions-form.js';
import { edit } from './editing.js';
import { area, moment, oneOf, text } from './forms.js';
import { conditions } from './words.js';

const FIELDS = ['name', 'description', 'startsAt', 'endsAt', 'claimUntil', 'conditions', 'match', 'claimMode', 'approval', 'access'];
const PLACED = ['/name', '/description', '/startsAt', '/endsAt', '/claimUntil', '/conditions/'];

/** What is edited of an event. */
export const draftOf = (event) => Object.fromEntries(FIELDS.map((field) => [field, event[field]]));

/** A field of an event in words, for comparing. */
export function say(field, value) {
  if (['startsAt', 'endsAt', 'claimUntil'].includes(field)) return said(value);
  if (['claimMode', 'approval', 'access', 'match'].includes(field)) return t(`${field}.${value}`);
  if (field === 'conditions') return conditions(value, 'ALL');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export const nameOf = (field) => t(`event.${field}`);

/** Once it has started, or was canceled, players rely on what it says. */
const settled = (event) => event.state === 'CANCELED' || (event.state !== 'DRAFT' && Date.parse(event.startsAt) <= Date.now());

const wrong = (draft) => !draft.name?.trim() || !draft.startsAt || !draft.endsAt || incomplete(draft.conditions);

function times(draft, change, problem, { fixed = false, before = {} } = {}) {
  const error = (name) => errorAt(problem, `/${name}`);
  const upsideDown = draft.startsAt && draft.endsAt && Date.parse(draft.startsAt) >= Date.parse(draft.endsAt);
  return html`<div class="grid">
    ${moment({ id: 'event-starts', label: t('event.startsAt'), value: draft.startsAt, before: before.startsAt, disabled: fixed, error: error('startsAt'), set: (startsAt) => change({ startsAt }) })}
    ${moment({ id: 'event-ends', label: t('event.endsAt'), value: draft.endsAt, before: before.endsAt, error: error('endsAt') ?? (upsideDown ? t('event.upsideDown') : undefined), set: (endsAt) => change({ endsAt }) })}
    ${'claimUntil' in draft ? moment({
      id: 'event-claims', label: t('event.claimUntil'), optional: true, value: draft.claimUntil, before: before.claimUntil, error: error('claimUntil'),
      hint: t('event.claimUntilHint'), set: (claimUntil) => change({ claimUntil }),
    }) : nothing}
  </div>`;
}

function form(draft, change, d, event) {
  const fixed = event ? settled(event) : false;
  const error = (name) => errorAt(d.problem, `/${name}`);
  const mode = (field, values, hint) => oneOf({
    id: `event-${field}`, label: t(`event.${field}`), hint, disabled: fixed || (field === 'access' && event && event.state !== 'DRAFT'),
    value: draft[field], error: error(field), options: values.map((each) => [each, t(`${field}.${each}`)]), set: (value) => change({ [field]: value }),
  });
  return html`
    ${fixed ? notice('info', t('event.settled')) : nothing}
    ${text({ id: 'event-name', label: t('event.name'), value: draft.name, disabled: fixed, error: error('name'), set: (name) => change({ name }) })}
    ${area({ id: 'event-description', label: t('event.description'), optional: true, value: draft.description, error: error('description'), set: (description) => change({ description: description || undefined }) })}
    ${times(draft, change, d.problem, { fixed, before: event })}
    <div class="grid">
      ${mode('claimMode', ['EACH', 'ALL'])}
      ${mode('approval', ['AUTO', 'MANUAL'])}
      ${mode('access', ['OPEN', 'CODE'])}
    </div>
    ${conditionsForm({ list: draft.conditions, match: draft.match, change, problem: d.problem, disabled: fixed })}`;
}

/** Writes a new event, or edits the one with this id; gives it, or undefined where somebody left. */
export function editEvent(id) {
  if (id) return edit({ title: t('event.edit'), path: `/events/${id}`, draftOf, view: form, wrong, say, nameOf, placed: () => PLACED });
  const key = newKey();
  const tomorrow = dayStart(Date.now(), 1);
  let draft = {
    name: '', description: undefined, startsAt: new Date(tomorrow).toISOString(), endsAt: new Date(dayStart(tomorrow, 14)).toISOString(), claimUntil: undefined,
    conditions: [], match: 'ALL', claimMode: 'EACH', approval: 'AUTO', access: 'OPEN',
  };
  return dialog({
    title: t('events.new'), size: 'wide', placed: () => PLACED,
    view: (d) => form(draft, (changes) => {
      draft = { ...draft, ...changes };
      d.dirty = true;
      d.update();
    }, d),
    actions: () => [{ text: t('event.create'), disabled: wrong(draft), run: async () => (await send('POST', '/events', { body: draft, key })).body }],
  });
}

/** Makes a draft of an event, with its rewards, at another time; gives it, or undefined. */
export function copyEvent(event) {
  const key = newKey();
  const length = Date.parse(event.endsAt) - Date.parse(event.startsAt);
  // At the same time of the day, on the first day that is still to come.
  let start = Date.parse(event.startsAt);
  while (start <= Date.now()) start = dayStart(start, 1) + (Date.parse(event.startsAt) - dayStart(Date.parse(event.startsAt)));
  let draft = { name: event.name, startsAt: new Date(start).toISOString(), endsAt: new Date(start + length).toISOString() };
  return dialog({
    title: t('event.copyTitle'), placed: () => ['/name', '/startsAt', '/endsAt'],
    view: (d) => {
      const change = (changes) => {
        draft = { ...draft, ...changes };
        d.dirty = true;
        d.update();
      };
      return html`<p>${t('event.copyWhat')}</p>
        ${text({ id: 'event-name', label: t('event.name'), value: draft.name, error: errorAt(d.problem, '/name'), set: (name) => change({ name }) })}
        ${times(draft, change, d.problem)}`;
    },
    actions: () => [{
      text: t('event.copyDo'), disabled: !draft.name.trim() || !draft.startsAt || !draft.endsAt,
      run: async () => (await send('POST', `/events/${event.id}/copy`, { body: draft, key })).body,
    }],
  });
}
