import { readProduct } from './product.ts';
import { readSettings } from './settings.ts';
import { composeReelmill, newApp } from './stacks/reelmill.ts';

const app = newApp();
const settings = readSettings((name) => app.node.tryGetContext(name));
composeReelmill(app, settings, await readProduct());
app.synth();
