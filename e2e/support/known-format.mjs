import * as modules from 'node:module'

/**
 * For each file of a package Node reads its package.json to learn whether it is an ES module, and that of drizzle-orm is
 * 180 KB: half of the time of a command, and a sixth of a start of the app. All the files that one of its ES modules
 * imports are such modules.
 */
const ofDrizzle = /\/node_modules\/drizzle-orm\/.*\.js$/

// Absent from a node that npm may bring along.
modules.registerHooks?.({
  resolve: (specifier, context, next) =>
    /^\..*\.js$/.test(specifier) && ofDrizzle.test(context.parentURL ?? '')
      ? { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true }
      : next(specifier, context),
})
