/** What an installation in AWS has standing while nobody uses it; a test counts them in the templates. */
export const alarmMetrics = 40;
export const secrets = 2;
