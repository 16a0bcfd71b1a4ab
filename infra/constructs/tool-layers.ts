import { AssetHashType } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Tool } from '#shared/operation.ts';
import { layerContents, layerFolder } from '../layer-content.ts';
import { reportStandIn } from './stand-in.ts';

/** One layer for each program, made when the first function asks for it. Lambda has `/opt/bin` on its PATH. */
export class ToolLayers extends Construct {
  readonly #layers = new Map<Tool, lambda.LayerVersion>();

  readonly layersFor = (tools: readonly Tool[]): lambda.ILayerVersion[] => tools.map((tool) => this.#layer(tool));

  #layer(tool: Tool): lambda.LayerVersion {
    const known = this.#layers.get(tool);
    if (known) return known;
    const { version, sha256 } = layerContents[tool];
    const { folder, isStandIn } = layerFolder(tool);
    if (isStandIn) reportStandIn(this, `the layer ${tool}`);
    const layer = new lambda.LayerVersion(this, tool, {
      code: lambda.Code.fromAsset(folder, {
        assetHashType: AssetHashType.CUSTOM,
        assetHash: isStandIn ? `stand-in-${tool}-${version}` : `${tool}-${sha256}`,
      }),
      description: `${tool} ${version}`,
      compatibleArchitectures: [lambda.Architecture.ARM_64],
      compatibleRuntimes: [lambda.Runtime.NODEJS_24_X],
    });
    this.#layers.set(tool, layer);
    return layer;
  }
}
