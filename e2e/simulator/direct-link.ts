import type { World } from './world.ts'

export type DirectLinkInput = {
  /** Null or left out: opened from a place without a post. */
  postToken?: string | null
  /**
   * One or several of `return_url`, `completion_url`, `ticket_uuid`, `extra_keys`, `missing:<field>`, `empty:<field>`;
   * those of the settings where left out.
   */
  variant?: string | string[]
  /** Put over the finished query; null takes a field away. */
  patch?: Record<string, string | null>
}

/** Parameters that Divar adds, or once added, to a direct link. Contract §3.1 and §5. */
const additions: Record<string, Record<string, string>> = {
  return_url: { return_url: 'https://divar.ir/my-divar/my-posts' },
  completion_url: { completion_url: 'https://completion.example.org/decoy' },
  ticket_uuid: { ticket_uuid: '3f1c2a52-6f0d-4a52-9a3e-6b1d0f5c7e11' },
  // Nobody says which: "more information about the post is also put in the parameters".
  extra_keys: { category: 'bicycle', city: 'tehran', utm_source: 'divar', 'list[]': 'a' },
}

/** The address of a direct link: Fallback URL and a query, unsigned and without a user. Contract §3.1. */
export function directLink(world: World, input: DirectLinkInput): string {
  const variants = [input.variant ?? world.settings.directVariant].flat()
  const query: Record<string, string | null> = {
    post_token: input.postToken ?? null,
    ...Object.assign({}, ...variants.map(added)),
    ...input.patch,
  }
  const url = new URL(world.app.fallbackUrl)
  for (const [name, value] of Object.entries(query)) if (value !== null) url.searchParams.set(name, value)
  return url.href
}

function added(variant: string): Record<string, string | null> {
  const [how, field] = variant.split(':')
  if (field && how === 'missing') return { [field]: null }
  if (field && how === 'empty') return { [field]: '' }
  const more = Object.hasOwn(additions, variant) ? additions[variant] : undefined
  if (!more) throw new Error(`no variant ${variant} of the direct link; there are ${Object.keys(additions).join(', ')}`)
  return more
}
