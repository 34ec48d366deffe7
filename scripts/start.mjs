/** npm start: builds what is not built, then serves everything from one process on one port. */
import { appFolder, buildApp } from './build.mjs';
import { launch } from './launch.mjs';

await launch(async () => {
  await buildApp();
  return { folder: appFolder };
});
