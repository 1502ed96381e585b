// What is said of an endpoint, and how well it is.
import { html, nothing } from '../frame/lit.js';
import { badge, errorAt } from '../frame/parts.js';
import { has, t } from '../frame/texts.js';
import { text, whole } from './forms.js';

/** Where problems of the form's fields are shown: beside them. */
export const ENDPOINT_FIELDS = ['/name', '/url', '/address', '/concurrency'];

/** The fields of an endpoint of `channel`; `change` gets what was typed. */
export const endpointForm = (channel, draft, change, d) => html`
  ${text({ id: 'endpoint-name', label: t('endpoints.name'), value: draft.name, error: errorAt(d.problem, '/name'), set: (name) => change({ name }) })}
  ${channel === 'BUS' ? text({
    id: 'endpoint-address', label: t('endpoints.address'), hint: t('endpoints.addressHint'), placeholder: 'inventory.grant', max: 128, mono: true,
    value: draft.address, error: errorAt(d.problem, '/address'), set: (address) => change({ address }),
  }) : text({
    id: 'endpoint-url', label: t('endpoints.url'), hint: t('endpoints.urlHint'), max: 2_000, mono: true,
    value: draft.url, error: errorAt(d.problem, '/url'), set: (url) => change({ url }),
  })}
  ${whole({
    id: 'endpoint-concurrency', label: t('endpoints.concurrency'), hint: t('endpoints.concurrencyHint'), max: 100,
    value: draft.concurrency, error: errorAt(d.problem, '/concurrency'), set: (concurrency) => change({ concurrency }),
  })}`;

/** Whether an endpoint takes what it gets. */
export const health = (it) => (it.enabled
  ? html`${badge('circuit', it.health.state)} ${it.health.failures > 0 ? html`<span class="faint">${t('endpoints.failures', { n: it.health.failures })}</span>` : nothing}`
  : badge('circuit', 'DISABLED'));

/** Why a delivery failed, in words where there are some. */
export const deliveryError = (code) => (code ? html`<span title=${code}>${has(`deliveries.error.${code}`) ? t(`deliveries.error.${code}`) : code}</span>` : '–');
