// Writing and editing rewards.
import { all, newKey, send } from '../frame/api.js';
import { dialog } from '../frame/dialogs.js';
import { html, nothing } from '../frame/lit.js';
import { errorAt, notice } from '../frame/parts.js';
import { number, t } from '../frame/texts.js';
import { conditionsForm, incomplete } from './conditions-form.js';
import { edit } from './editing.js';
import { area, check, oneOf, text, whole } from './forms.js';
import { conditions, limit } from './words.js';

const PLACED = ['/name', '/description', '/type', '/quantity', '/stock', '/limit/count', '/delivery/endpointId', '/attributes', '/conditions/'];
const PERIODS = ['EVENT', 'DAY', 'WEEK', 'MONTH'];

/** What is edited of a reward; a coded one's stock is the number of its codes, and no field. */
const draftOf = (reward) => ({
  name: reward.name, description: reward.description, type: reward.type, quantity: reward.quantity, coded: reward.coded,
  stock: reward.coded ? undefined : reward.stock, limit: reward.limit, conditions: reward.conditions, match: reward.match,
  delivery: reward.delivery, attributes: reward.attributes,
});

function say(endpoints) {
  return (field, value) => {
    if (field === 'limit') return limit(value);
    if (field === 'conditions') return conditions(value, 'ALL');
    if (field === 'match') return t(`match.${value}`);
    if (field === 'coded') return t(value ? 'reward.coded.true' : 'reward.coded.false');
    if (field === 'delivery') return endpoints.find(({ id }) => id === value.endpointId)?.name ?? value.endpointId;
    return typeof value === 'number' ? number(value) : typeof value === 'string' ? value : JSON.stringify(value);
  };
}

const nameOf = (field) => t(`reward.${field}`);

const wrong = (draft) => !draft.name?.trim() || !draft.type || incomplete(draft.conditions) || draft.attributes === INVALID;

/** Stands for attributes that are no JSON yet; what was typed is kept beside it. */
const INVALID = Symbol('no JSON');
let typed;

function parse(value) {
  typed = value;
  if (!value.trim()) return undefined;
  try {
    const parsed = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : INVALID;
  } catch {
    return INVALID;
  }
}

function form(draft, change, d, { endpoints, fixed, hasCodes }) {
  const error = (pointer) => errorAt(d.problem, pointer);
  return html`
    ${fixed ? notice('info', t('reward.settled')) : nothing}
    <div class="grid">
      ${text({ id: 'reward-name', label: t('reward.name'), value: draft.name, disabled: fixed, error: error('/name'), set: (name) => change({ name }) })}
      ${text({ id: 'reward-type', label: t('reward.type'), value: draft.type, disabled: fixed, max: 32, placeholder: 'ITEM', hint: t('reward.typeHint'), error: error('/type'), set: (type) => change({ type: type.toUpperCase() }) })}
      ${whole({ id: 'reward-quantity', label: t('reward.quantity'), value: draft.quantity, disabled: fixed, max: 1_000_000_000, hint: t('reward.quantityHint'), error: error('/quantity'), set: (quantity) => change({ quantity }) })}
    </div>
    ${area({ id: 'reward-description', label: t('reward.description'), optional: true, rows: 2, value: draft.description, error: error('/description'), set: (description) => change({ description: description || undefined }) })}
    <div class="grid">
      ${draft.coded ? nothing : whole({ id: 'reward-stock', label: t('reward.stock'), optional: true, value: draft.stock, max: 10_000_000, hint: t('reward.stockHint'), error: error('/stock'), set: (stock) => change({ stock }) })}
      ${whole({ id: 'reward-count', label: t('reward.count'), value: draft.limit?.count, disabled: fixed, max: 100, error: error('/limit/count'), set: (count) => change({ limit: { ...draft.limit, count } }) })}
      ${oneOf({ id: 'reward-per', label: t('reward.per'), value: draft.limit?.per, disabled: fixed, options: PERIODS.map((each) => [each, t(`period.${each}`)]), set: (per) => change({ limit: { ...draft.limit, per } }) })}
    </div>
    ${check({ label: t('reward.codedHint'), value: draft.coded, disabled: fixed || hasCodes, set: (coded) => change({ coded, stock: undefined }) })}
    ${oneOf({
      id: 'reward-delivery', label: t('reward.delivery'), value: draft.delivery?.endpointId, error: error('/delivery/endpointId'),
      options: [['', t('reward.nowhere')], ...endpoints.map((each) => [each.id, each.name])], set: (endpointId) => change({ delivery: endpointId ? { endpointId } : undefined }),
    })}
    ${conditionsForm({ list: draft.conditions, match: draft.match, change, problem: d.problem, disabled: fixed })}
    ${area({
      id: 'reward-attributes', label: t('reward.attributes'), optional: true, mono: true, rows: 3, disabled: fixed, hint: t('reward.attributesHint'),
      error: error('/attributes') ?? (draft.attributes === INVALID ? t('reward.attributesWrong') : undefined),
      value: typed ?? (draft.attributes ? JSON.stringify(draft.attributes, null, 2) : ''), set: (value) => change({ attributes: parse(value) }),
    })}`;
}

const endpointsOf = () => all('/endpoints').catch(() => []);

/** Edits a reward; gives it, or undefined where somebody left. */
export async function editReward(event, reward) {
  const endpoints = await endpointsOf();
  typed = undefined;
  const fixed = event.state === 'CANCELED' || (event.state !== 'DRAFT' && Date.parse(event.startsAt) <= Date.now());
  return edit({
    title: t('reward.edit'), path: `/events/${event.id}/rewards/${reward.id}`, draftOf, wrong, say: say(endpoints), nameOf, placed: () => PLACED,
    view: (draft, change, d, read) => form(draft, change, d, { endpoints, fixed, hasCodes: read.coded && read.stock > 0 }),
  });
}

/** Adds a reward to an event; gives it, or undefined where somebody left. */
export async function addReward(event) {
  const endpoints = await endpointsOf();
  const key = newKey();
  typed = undefined;
  let draft = { name: '', type: '', quantity: 1, coded: false, limit: { count: 1, per: 'EVENT' }, conditions: [], match: 'ALL' };
  return dialog({
    title: t('reward.new'), size: 'wide', placed: () => PLACED,
    view: (d) => form(draft, (changes) => {
      draft = { ...draft, ...changes };
      d.dirty = true;
      d.update();
    }, d, { endpoints, fixed: false, hasCodes: false }),
    actions: () => [{ text: t('reward.add'), disabled: wrong(draft), run: async () => (await send('POST', `/events/${event.id}/rewards`, { body: draft, key })).body }],
  });
}
