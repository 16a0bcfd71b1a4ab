import { CustomResource, RemovalPolicy } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { endingLog } from './ending-log.ts';
import { EngineFunction, type Use } from './engine-function.ts';

/** The pair whose private half signs cookies for ladders and whose public half CloudFront checks them with. */
export class SigningKey extends Construct {
  readonly keyGroup: cloudfront.KeyGroup;
  readonly #publicKey: cloudfront.PublicKey;
  readonly #secret: secretsmanager.Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#secret = new secretsmanager.Secret(this, 'PrivateKey', {
      description: 'Signs cookies for streams; made at the first deployment and never shown',
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const maker = new EngineFunction(this, 'Maker', {
      entry: 'infra/constructs/signing-key.handler.ts',
      description: 'Makes the pair of keys for streams',
    });
    this.#secret.grantWrite(maker.handler);
    this.#secret.grantRead(maker.handler);
    const provider = new Provider(this, 'Provider', {
      onEventHandler: maker.handler,
      logGroup: endingLog(this, 'ProviderLogs'),
    });
    const pair = new CustomResource(this, 'Pair', {
      resourceType: 'Custom::SigningKey',
      serviceToken: provider.serviceToken,
      properties: { SecretArn: this.#secret.secretArn },
    });
    this.#publicKey = new cloudfront.PublicKey(this, 'PublicKey', { encodedKey: pair.getAttString('PublicKey') });
    this.keyGroup = new cloudfront.KeyGroup(this, 'Keys', { items: [this.#publicKey] });
  }

  readonly sign: Use = (to) => {
    to.addEnvironment('REELMILL_MEDIA_SIGNING_KEY_ID', this.#publicKey.publicKeyId);
    to.addEnvironment('REELMILL_MEDIA_SIGNING_KEY_SECRET', this.#secret.secretArn);
    this.#secret.grantRead(to);
  };
}
