/**
 * List prices in dollars, us-east-1, as AWS published them in November 2025, without free tiers.
 * https://aws.amazon.com/lambda/pricing, /fargate/pricing, /step-functions/pricing, /s3/pricing, /dynamodb/pricing,
 * /api-gateway/pricing, /cloudfront/pricing, /cloudwatch/pricing, /secrets-manager/pricing, /kms/pricing
 */
export const prices = {
  /** arm64 */
  lambdaGiBSecond: 0.0000133334,
  lambdaRequest: 0.0000002,
  /** Above the 512 MiB that come with a function. */
  lambdaDiskGiBSecond: 0.0000000309,
  /** Linux on arm64 */
  fargateCpuHour: 0.03238,
  fargateGiBHour: 0.00356,
  /** Above the 20 GiB that come with a task. */
  fargateDiskGiBHour: 0.000111,
  /** What spare capacity usually costs of the full price. */
  spotShare: 0.3,
  stateTransition: 0.000025,
  s3GiBMonth: 0.023,
  s3ColdGiBMonth: 0.0125,
  s3FrozenGiBMonth: 0.0036,
  s3ThousandWrites: 0.005,
  tableMillionWrites: 0.625,
  tableMillionReads: 0.125,
  apiMillionCalls: 1,
  /** After the first TB of a month, which is free. */
  cdnGiBOut: 0.085,
  alarmMetricMonth: 0.1,
  secretMonth: 0.4,
  /** Until a key has been turned over for the first time; each of the first two times adds as much. */
  keyMonth: 1,
} as const;
