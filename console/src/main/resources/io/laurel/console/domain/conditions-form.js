// Conditions as people write them.
import { html, nothing } from '../frame/lit.js';
import { button, choice, errorAt } from '../frame/parts.js';
import { t } from '../frame/texts.js';
import { area, oneOf, text, whole } from './forms.js';
import { condition } from './words.js';

/** The parameters of each type, in the order in which they are asked for. */
const PARAMS = {
  LOGIN_STREAK: ['days', 'activity'],
  LOGIN_DAYS: ['days', 'activity'],
  INVITE_FRIENDS: ['count'],
  LEVEL_REACHED: ['level'],
  QUEST_COMPLETED: ['questId'],
  ACTIVITY_COUNT: ['activity', 'subject', 'target'],
  ACTIVITY_SUM: ['activity', 'subject', 'target'],
  ACTIVITY_MAX: ['activity', 'subject', 'target'],
  EXPRESSION: ['expression'],
};
const NUMBERS = new Set(['days', 'count', 'level', 'target']);
const optional = (type, param) => param === 'subject' || (param === 'activity' && type.startsWith('LOGIN_'));

const without = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && value !== ''));

/** Whether something is missing that the API would ask for. */
export const incomplete = (list) => list.some(({ type, params }) => PARAMS[type].some((param) => !optional(type, param) && (params[param] ?? '') === ''));

/**
 * The form: `list` and `match` as the API has them, `change({conditions, match})` gets them anew.
 * @param problem what the API said, whose pointers are below /conditions
 */
export function conditionsForm({ list, match, change, problem, disabled = false }) {
  const put = (index, each) => change({ conditions: list.map((other, i) => (i === index ? each : other)) });
  const row = (each, index) => {
    const at = `/conditions/${index}`;
    const param = (name) => {
      const about = {
        id: `condition-${index}-${name}`, label: t(`param.${name}`), optional: optional(each.type, name), disabled,
        error: errorAt(problem, `${at}/params/${name}`), value: each.params[name],
        set: (value) => put(index, { ...each, params: without({ ...each.params, [name]: value }) }),
      };
      if (name === 'expression') return area({ ...about, max: 1_000, rows: 2, mono: true, cls: 'whole', hint: t('param.expressionHint') });
      return NUMBERS.has(name) ? whole(about) : text({ ...about, max: name === 'activity' ? 32 : 128, placeholder: name === 'activity' && optional(each.type, name) ? 'LOGIN' : '' });
    };
    return html`<li class="condition-row">
      <div class="grid">
        ${oneOf({
          id: `condition-${index}-type`, label: t('condition.type'), value: each.type, disabled, error: errorAt(problem, `${at}/type`),
          options: Object.keys(PARAMS).map((type) => [type, t(`conditionType.${type}`)]),
          set: (type) => put(index, without({ type, params: {}, label: each.label })),
        })}
        ${PARAMS[each.type].map(param)}
        ${text({
          id: `condition-${index}-label`, label: t('condition.label'), optional: true, value: each.label, disabled, error: errorAt(problem, `${at}/label`),
          set: (label) => put(index, without({ ...each, label })),
        })}
      </div>
      <p class="small faint">${incomplete([each]) ? nothing : condition(each)}
        ${errorAt(problem, at) ? html`<span class="error">${errorAt(problem, at)}</span>` : nothing}</p>
      ${disabled ? nothing : button({ text: t('condition.remove'), mark: 'close', tone: 'quiet small', run: () => change({ conditions: list.filter((_, i) => i !== index) }) })}
    </li>`;
  };
  return html`<fieldset class="conditions-form"><legend class="legend">${t('condition.title')}</legend>
    ${list.length > 1 ? choice({ label: t('condition.match'), value: match, options: ['ALL', 'ANY'].map((each) => [each, t(`match.choose.${each}`)]), change: (next) => change({ match: next }) }) : nothing}
    <ul>${list.map(row)}</ul>
    ${disabled ? nothing : html`<div>${button({
      text: t('condition.add'), mark: 'plus', tone: 'small', disabled: list.length >= 20,
      run: () => change({ conditions: [...list, { type: 'LOGIN_STREAK', params: { days: 7 } }] }),
    })}</div>`}
  </fieldset>`;
}
