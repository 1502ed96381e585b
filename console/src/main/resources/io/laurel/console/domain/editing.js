// An edit of something that others may edit too: what was read is what is changed, or both sides are shown.
import { send } from '../frame/api.js';
import { dialog, STAY } from '../frame/dialogs.js';
import { diff, same } from '../frame/diff.js';
import { html } from '../frame/lit.js';
import { t } from '../frame/texts.js';

/** What a merge patch (RFC 7396) has to say to make `after` of `before`. */
export function mergePatch(before, after) {
  const patch = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[key], after[key]];
    if (same(was, is)) continue;
    patch[key] = isObject(was) && isObject(is) ? mergePatch(was, is) : (is ?? null);
  }
  return patch;
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Shows a form over what is at `path`, and patches it. Gives the object as it is then, or undefined.
 * @param draftOf (object) => what the form edits, field by field as the API names them
 * @param view    (draft, change, d, object) => template; `change({name: value})` paints anew
 * @param wrong   (draft) => whether it cannot be sent yet
 * @param say     (field, value) => a field's value in words, for comparing
 * @param nameOf  (field) => its name
 */
export async function edit({ title, path, draftOf, view, wrong = () => false, say, nameOf, size = 'wide', placed }) {
  let read = await send('GET', path);
  let draft = draftOf(read.body);
  let conflict = null;
  const mine = () => mergePatch(draftOf(read.body), draft);
  const patch = async (body, etag) => {
    if (Object.keys(body).length === 0) return read.body;
    try {
      return (await send('PATCH', path, { body, etag })).body;
    } catch (problem) {
      if (problem.code !== 'version-mismatch') throw problem;
      const theirs = await send('GET', path);
      conflict = { base: conflict?.base ?? draftOf(read.body), theirs, draft };
      return STAY;
    }
  };
  const both = () => html`
    <p>${t('conflict.what')}</p>
    ${diff([[t('conflict.base'), conflict.base], [t('conflict.theirs'), draftOf(conflict.theirs.body)], [t('conflict.mine'), conflict.draft]], { say, nameOf })}`;
  return dialog({
    title, size, placed: () => (conflict ? [] : (placed?.(draft) ?? [])),
    view: (d) => (conflict ? both() : view(draft, (changes) => {
      draft = { ...draft, ...changes };
      d.dirty = true;
      d.update();
    }, d, read.body)),
    actions: () => (conflict ? [
      {
        text: t('conflict.takeTheirs'), tone: '', run: async () => {
          read = conflict.theirs;
          draft = draftOf(read.body);
          conflict = null;
          return STAY;
        },
      },
      {
        text: t('conflict.takeMine'), run: async () => {
          // Only what I changed; what they changed besides stays.
          const body = mergePatch(conflict.base, conflict.draft);
          return patch(body, conflict.theirs.etag);
        },
      },
    ] : [{ text: t('action.save'), disabled: wrong(draft), run: () => patch(mine(), read.etag) }]),
  });
}
