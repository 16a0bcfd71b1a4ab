import { describe, expect, it } from 'vitest';
import { apiPatterns } from '../../infra/constructs/console-paths.ts';
import { toConsolePage, toDocument, toMediaKey } from '../../infra/constructs/edge-functions.ts';
import { readProduct } from '../../infra/product.ts';
import { loadRoutes } from '../../infra/routes.ts';
import { resourcesOf } from './support/templates.ts';

const rewrite = (source: string, uri: string): string =>
  new Function('uri', `${source}; return handler({ request: { uri } }).uri`)(uri);

describe('the one origin', () => {
  const config = () => resourcesOf('aws', 'AWS::CloudFront::Distribution')[0]?.Properties['DistributionConfig'];
  const behavior = (path: string) =>
    config().CacheBehaviors.find(({ PathPattern }: { PathPattern: string }) => PathPattern === path);

  it('serves the console by default, from a bucket that only CloudFront reads', () => {
    expect(resourcesOf('aws', 'AWS::CloudFront::OriginAccessControl').length).toBeGreaterThanOrEqual(2);
    expect(config().DefaultCacheBehavior).toMatchObject({ ViewerProtocolPolicy: 'redirect-to-https' });
    expect(config().DefaultCacheBehavior.ResponseHeadersPolicyId).toBeDefined();
  });

  it('sends every route of the product to the API, and caches none', async () => {
    const routes = (await loadRoutes()).map(({ route }) => route);
    for (const pattern of apiPatterns(routes))
      expect(behavior(pattern)).toMatchObject({
        AllowedMethods: expect.arrayContaining(['DELETE', 'POST', 'PUT']),
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      });
  });

  it('asks for our signed cookies before it gives media', () => {
    expect(behavior('/media/*').TrustedKeyGroups).toHaveLength(1);
  });

  it('looks for the documents of the API among the files, before the API', () => {
    const patterns = config().CacheBehaviors.map(({ PathPattern }: { PathPattern: string }) => PathPattern);
    expect(patterns.indexOf('/api/docs*')).toBeLessThan(patterns.indexOf('/api/*'));
    expect(patterns.indexOf('/api/openapi.json')).toBeLessThan(patterns.indexOf('/api/*'));
  });

  it('lets pages reach our bucket and our sign-in, and nothing else outside', () => {
    const policies = resourcesOf('aws', 'AWS::CloudFront::ResponseHeadersPolicy').map(({ Properties }) =>
      JSON.stringify(Properties['ResponseHeadersPolicyConfig'].SecurityHeadersConfig.ContentSecurityPolicy),
    );
    const pages = policies.find((policy) => policy.includes("default-src 'self'")) as string;

    expect(pages).not.toContain('*');
    expect(pages).toMatch(/img-src 'self' data: blob: https:\/\/","?[^;]*MediaBucket[^;]*RegionalDomainName/);
    expect(pages).toMatch(/media-src 'self' blob: https:\/\/[^;]*MediaBucket[^;]*RegionalDomainName/);
    expect(pages).toMatch(/connect-src 'self' https:\/\/[^;]*RegionalDomainName[^;]*reelmill-main-[^;]*amazoncognito\.com;/);
  });

  it('tells the API that a request came through it', () => {
    const headers = config().Origins.flatMap(({ OriginCustomHeaders = [] }) => OriginCustomHeaders);
    expect(headers).toEqual([{ HeaderName: 'x-reelmill-origin', HeaderValue: expect.anything() }]);
    expect(JSON.stringify(headers)).toContain('{{resolve:secretsmanager:');
  });

  it('is not there at home, where the front door is', () => {
    expect(resourcesOf('local', 'AWS::CloudFront::Distribution')).toEqual([]);
  });
});

describe('path patterns of the API', () => {
  it('cover a folder by its name and a lone route by itself', () => {
    expect(
      apiPatterns([
        { path: '/api/v1/jobs' },
        { path: '/healthz' },
        { path: '/api/v1/me' },
        { path: '/v1/health/live' },
      ]),
    ).toEqual(['/api/*', '/healthz', '/v1/*']);
  });
});

describe('addresses on their way to a bucket', () => {
  it.each([
    [toConsolePage, '/jobs/0190', '/index.html'],
    [toConsolePage, '/assets/index-4f2.js', '/assets/index-4f2.js'],
    [toConsolePage, '/', '/index.html'],
    [toConsolePage, '/favicon.ico', '/favicon.svg'],
    [toDocument, '/api/docs', '/api/docs/index.html'],
    [toDocument, '/api/docs/', '/api/docs/index.html'],
    [toDocument, '/api/openapi.json', '/api/openapi.json'],
    [toMediaKey, '/media/processed/o/j/main.m3u8', '/processed/o/j/main.m3u8'],
    [toMediaKey, '/media/processed/media/x.ts', '/processed/media/x.ts'],
  ])('%#', (source, from, to) => {
    expect(rewrite(source, from)).toBe(to);
  });
});

describe('the gateway', () => {
  it.each(['aws', 'local'] as const)(
    'has every path of the folders with all its methods, and one for all else, target %s',
    async (target) => {
      const { routes } = await readProduct();
      const keys = [...routes.values()].flat().map(({ path }) => `ANY ${path}`);
      const found = resourcesOf(target, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties['RouteKey']);
      expect(found.sort()).toEqual([...new Set(keys), '$default'].sort());
    },
  );

  it('writes down who called', () => {
    const [stage] = resourcesOf('aws', 'AWS::ApiGatewayV2::Stage');
    expect(stage?.Properties['AccessLogSettings'].DestinationArn).toBeDefined();
  });
});

describe('sign-in', () => {
  const client = (target: 'aws' | 'local') => resourcesOf(target, 'AWS::Cognito::UserPoolClient')[0]?.Properties ?? {};

  it('is by code with PKCE: the client has no secret to keep', () => {
    expect(client('aws')).toMatchObject({ GenerateSecret: false, AllowedOAuthFlows: ['code'] });
  });

  it('takes a name and a password in one call at home only', () => {
    expect(client('aws')['ExplicitAuthFlows'] ?? []).not.toContain('ALLOW_USER_PASSWORD_AUTH');
    expect(client('local')['ExplicitAuthFlows']).toContain('ALLOW_USER_PASSWORD_AUTH');
  });

  it('knows the groups that permissions are read from', () => {
    const groups = resourcesOf('aws', 'AWS::Cognito::UserPoolGroup').map(({ Properties }) => Properties['GroupName']);
    expect(groups.sort()).toEqual(['admin', 'user', 'viewer']);
  });

  it('is for those whom an admin lets in', () => {
    const [pool] = resourcesOf('aws', 'AWS::Cognito::UserPool');
    expect(pool?.Properties['AdminCreateUserConfig']).toMatchObject({ AllowAdminCreateUserOnly: true });
    expect(pool?.Properties['Policies'].PasswordPolicy.MinimumLength).toBe(12);
  });
});
