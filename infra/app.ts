import { App, Validations } from 'aws-cdk-lib';
import { AcceptedChecks } from './findings.ts';
import { assertOnlyAtHome } from './only-at-home.ts';
import { readProduct } from './product.ts';
import { readSettings } from './settings.ts';
import { composeReelmill, newApp } from './stacks/reelmill.ts';

// only to read the context that the command line gives
const { node } = new App({ autoSynth: false });
const settings = readSettings((name) => node.tryGetContext(name));
assertOnlyAtHome(settings.target, process.env);

const app = newApp(settings);
composeReelmill(app, settings, await readProduct());
// the same resources are checked at home, by the tests; whoever starts at home need not wait for it
if (settings.target === 'aws') Validations.of(app).addPlugins(new AcceptedChecks());
app.synth();
