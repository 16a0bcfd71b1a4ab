import { Duration } from 'aws-cdk-lib';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { leftInPeace, transientCodes } from '#shared/errors.ts';

/** What goes by itself when the same call is made again, wherever it ran. */
const passing: sfn.RetryProps = {
  errors: [
    ...transientCodes.filter((code) => code !== leftInPeace),
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.ClientExecutionTimeoutException',
    // the function ended without an answer: killed for its memory, or with its machine
    'Lambda.Unknown',
    'Runtime.ExitError',
  ],
  // three attempts in all
  maxAttempts: 2,
  interval: Duration.seconds(2),
  backoffRate: 2,
  jitterStrategy: sfn.JitterType.FULL,
};

/** Being too many at once says nothing of the work: it waits its turn for longer. */
const crowded: sfn.RetryProps = {
  errors: ['Lambda.TooManyRequestsException', 'ECS.ThrottlingException', 'States.ThrottlingException'],
  maxAttempts: 10,
  interval: Duration.seconds(5),
  maxDelay: Duration.seconds(60),
  backoffRate: 2,
  jitterStrategy: sfn.JitterType.FULL,
};

/** A site that refuses is left in peace for an hour at most, and by all: whoever wants something of it waits for hours. */
const patient: sfn.RetryProps = {
  errors: [leftInPeace],
  maxAttempts: 60,
  interval: Duration.seconds(20),
  maxDelay: Duration.seconds(600),
  backoffRate: 2,
  jitterStrategy: sfn.JitterType.FULL,
};

/** A task that is tried again where that may help. */
export const stubborn = <T extends sfn.TaskStateBase>(task: T): T => {
  task.addRetry(patient);
  task.addRetry(passing);
  task.addRetry(crowded);
  return task;
};
