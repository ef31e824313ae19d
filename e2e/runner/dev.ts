import { root } from '../support/paths.ts'
import { endChildrenOnSignal } from './children.ts'
import { developed, restartOnChanges } from './develop.ts'
import { endOnSignal, openLocal, say, sayAddresses, stopWhereTaken } from './local.ts'

await stopWhereTaken()
endChildrenOnSignal()
const local = await openLocal({ name: 'dev', ...developed(root) })
endOnSignal(local)
const changes = restartOnChanges(local.app, { folder: root, say })
await changes.start()
await sayAddresses(local)
say('A change of a page or a component is in the browser at once; after one in lib/ the app starts again by itself.')
