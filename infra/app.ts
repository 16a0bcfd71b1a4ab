import { App } from 'aws-cdk-lib';
import { readProduct } from './product.ts';
import { readSettings } from './settings.ts';
import { composeReelmill, newApp } from './stacks/reelmill.ts';

// only to read the context that the command line gives
const { node } = new App({ autoSynth: false });
const settings = readSettings((name) => node.tryGetContext(name));

const app = newApp(settings);
composeReelmill(app, settings, await readProduct());
app.synth();
