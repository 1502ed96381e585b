import { html } from '../frame/lit.js';
import { badge, name, time } from '../frame/parts.js';
import { href } from '../frame/router.js';
import { t } from '../frame/texts.js';
import { rewardsText } from './measured.js';
import { eventLink, who } from './names.js';
import { rows } from './rows.js';

const columns = (page) => ({
  at: { head: t('claims.requestedAt'), cell: (it) => time(it.requestedAt), cls: 'tight' },
  player: { head: t('claims.player'), cell: (it) => who(page, it.userId, it.username), cls: 'grow' },
  event: { head: t('claims.event'), cell: (it) => eventLink(page, it.eventId), cls: 'grow' },
  rewards: { head: t('claims.rewards'), cell: (it) => name(rewardsText(it.rewards)), cls: 'grow' },
  status: { head: t('claims.status'), cell: (it) => badge('claim', it.status), cls: 'tight' },
  reason: { head: t('claims.reason'), cell: (it) => name(it.reason ?? ''), cls: 'grow' },
  decided: { head: t('claims.decidedBy'), cell: (it) => who(page, it.decidedBy), cls: 'wide' },
  deliveries: { head: t('claims.deliveries'), cell: (it) => states(it.deliveries), cls: 'wide' },
});

/** The states of a claim's deliveries, each once. */
const states = (of = []) => html`${[...new Set(of.map((it) => it.state))].map((state) => badge('delivery', state))}`;

/** Claims in a table with the columns that are named; the first leads to the claim. */
export function claimTable(page, claims, names, none) {
  const all = columns(page);
  return rows({ caption: t('page.claims'), columns: names.map((it) => all[it]), rows: claims, link: (it) => href('claim', it.id), none });
}
