/**
 * Stands in for `@aws-sdk/endpoint-cache`: DynamoDB's client keeps endpoints there that it is told to discover, which
 * nobody does here.
 */
export class EndpointCache {
  get(): undefined {}
  getEndpoint(): undefined {}
  set(): void {}
  has(): boolean {
    return false;
  }
}
