// What is read beside the code: tsc copies nothing.
import { cpSync } from 'node:fs'

for (const path of ['static', 'data/icons.json']) cpSync(path, `dist/${path}`, { recursive: true })
