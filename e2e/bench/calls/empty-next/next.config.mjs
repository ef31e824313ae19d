import { join } from 'node:path'

// Built two folders below the project's, whose packages it uses.
const project = join(import.meta.dirname, '../..')

/** @type {import('next').NextConfig} */
const config = {
  outputFileTracingRoot: project,
  turbopack: { root: project },
  serverExternalPackages: ['@electric-sql/pglite', 'pg'],
  poweredByHeader: false,
  typescript: { ignoreBuildErrors: true },
}

export default config
