// Notes of staff about a claim. What was typed stays until the service has it, whatever is opened meanwhile.
import { send } from '../frame/api.js';
import { html, live, nothing } from '../frame/lit.js';
import { problem } from '../frame/parts.js';
import * as session from '../frame/session.js';
import { t } from '../frame/texts.js';

const LONGEST = 2_000;

/** `view(claim)` shows them for one claim after the other. */
export function notes(page) {
  const drafts = new Map();
  const saved = new Set();
  let trouble = null;

  async function save(claim) {
    const text = drafts.get(claim.id);
    if (text === undefined) return;
    trouble = null;
    try {
      await send('PUT', `/claims/${encodeURIComponent(claim.id)}/notes`, { body: { notes: text } });
      claim.notes = text;
      if (drafts.get(claim.id) === text) drafts.delete(claim.id);
      saved.add(claim.id);
    } catch (cause) {
      if (cause.status === undefined) throw cause;
      trouble = Object.assign(cause, { of: claim.id });
    }
    page.update();
  }

  function typed(claim, text) {
    if (text === (claim.notes ?? '')) drafts.delete(claim.id);
    else drafts.set(claim.id, text);
    saved.delete(claim.id);
    page.update();
  }

  return (claim) => {
    if (!session.mayChange()) return html`<p class=${claim.notes ? 'written' : 'faint'} dir="auto">${claim.notes ?? t('notes.none')}</p>`;
    return html`<div class="field notes">
      <textarea id="notes" aria-label=${t('notes.title')} rows="3" maxlength=${LONGEST} dir="auto" aria-describedby="notes-about"
        .value=${live(drafts.get(claim.id) ?? claim.notes ?? '')} @input=${(event) => typed(claim, event.target.value)}
        @keydown=${(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && save(claim)}></textarea>
      <p class="hint" id="notes-about"><button type="button" class="button small" ?disabled=${!drafts.has(claim.id)}
        @click=${() => save(claim)}>${t('notes.save')}</button> <span role="status">${t(saved.has(claim.id) ? 'notes.saved' : 'notes.hint')}</span></p>
      ${trouble?.of === claim.id ? problem(trouble) : nothing}</div>`;
  };
}
