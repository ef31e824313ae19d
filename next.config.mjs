import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// Ids of server actions are made with this key. Without one every build would invent its own, so that a form of an older
// page, or of the server beside this one, would be refused. No secret hangs on it, since no action captures anything
// (e2e/runner/build-key.test.ts); anyone who sets their own key must set the same wherever they build.
process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ||= Buffer.from('peyk: same ids in every build ok').toString('base64')

const parts = [
  'app',
  'components',
  'lib',
  'public',
  'package-lock.json',
  'proxy.ts',
  'next.config.mjs',
  'tsconfig.json',
]

/**
 * The same sources are the same build, wherever they are built: a page of one goes on with the other without being loaded
 * again.
 */
function buildId() {
  const hash = createHash('sha256')
  for (const part of parts.filter((path) => existsSync(path))) {
    const inside = part.includes('.') ? [''] : readdirSync(part, { recursive: true }).sort()
    for (const path of inside
      .map((name) => join(part, name))
      .filter((name) => /\.\w+$/.test(name) && !/\.test\.|\.md$/.test(name))) {
      hash.update(`\0${path}\0`).update(readFileSync(path))
    }
  }
  return hash.digest('base64url').slice(0, 21)
}

const yearsTwoSeconds = 63_072_000

const everywhere = [{ key: 'X-Content-Type-Options', value: 'nosniff' }]

/**
 * They say nothing about a script, a style sheet or a font, and a page loads more than ten of these: together more than a
 * kilobyte. A browser keeps what the page itself says of https.
 */
const forPages = [
  // Browsers heed it over https only.
  { key: 'Strict-Transport-Security', value: `max-age=${yearsTwoSeconds}; includeSubDomains; preload` },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
]

/** @type {import('next').NextConfig} */
const config = {
  // A folder that runs by itself, for the image. Only a build is told so: `next start`, which runs the same build in place,
  // would warn of it.
  ...(process.env.BUILD_STANDALONE ? { output: 'standalone' } : {}),
  // Next would take a folder above this one for the project's where that has a lock file, and put server.js elsewhere.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  // No import of a page leads there: the migrations, which are read at start by the path of the working directory, and the
  // doctor, which runs in the image as it does here, from its sources.
  outputFileTracingIncludes: {
    '/*': [
      './lib/db/migrations/**',
      './lib/**/*.{ts,json}',
      './node_modules/{zod,jose,lru-cache}/**/*.{js,cjs,mjs,json}',
    ],
  },
  // These find files beside their own modules or choose them at run time: bundled, they break or are published. The last two are
  // imported by the commands of `lib/doctor/` as well, which run from their sources.
  serverExternalPackages: [
    '@electric-sql/pglite',
    'pg',
    'pg-boss',
    'pino',
    'prom-client',
    'rate-limiter-flexible',
    'drizzle-orm',
    'sharp',
    '@simplewebauthn/server',
    'otpauth',
  ],
  generateBuildId: buildId,
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  reactStrictMode: true,
  // `npm test` checks types with the compiler itself.
  typescript: { ignoreBuildErrors: true },
  // Nothing of Peyk is a picture of a page, and what makes them smaller would work for anybody.
  images: { unoptimized: true },
  // The front door reads no form above 64 KB (lib/web/door/judge.ts); what gets past it while the process starts ends here.
  experimental: { serverActions: { bodySizeLimit: '96kb' }, proxyClientMaxBodySize: '128kb' },
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    { source: '/((?!_next/static/|fonts/|scripts/).*)', headers: forPages },
    // Their names tell their contents.
    ...['/fonts/:path*', '/scripts/:path*'].map((source) => ({
      source,
      headers: [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }],
    })),
  ],
}

export default config
