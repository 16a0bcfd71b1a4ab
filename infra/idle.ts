/** What an installation in AWS has standing while nobody uses it; a test counts them in the templates. */
export const alarmMetrics = 41;
export const secrets = 2;
/** One seals cookies, one the secrets of webhooks: who may open the one may not open the other. */
export const keys = 2;
