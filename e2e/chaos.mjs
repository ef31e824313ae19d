import { runOnNode24 } from './support/install.mjs'

runOnNode24('e2e/chaos/main.ts')
