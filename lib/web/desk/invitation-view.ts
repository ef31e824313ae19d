import 'server-only'
import { renderSVG } from 'uqr'
import { services } from '#lib/services.ts'
import { type OpenInvitation, openInvitation, type Role } from '#lib/staff/index.ts'

export type InvitationView =
  | { kind: Exclude<OpenInvitation['kind'], 'open'> }
  | {
      kind: 'open'
      name: string
      role: Role
      authenticator: { secret: string; challenge: string; picture: string }
    }

/** What an invitation's page shows: the QR code is drawn here, so that the secret goes to no one else. */
export async function invitationView(token: string): Promise<InvitationView> {
  const opened = await openInvitation((await services()).staff, token)
  if (opened.kind !== 'open') return opened
  const { name, role, authenticator } = opened
  const { secret, challenge, uri } = authenticator
  return { kind: 'open', name, role, authenticator: { secret, challenge, picture: renderSVG(uri, { border: 2 }) } }
}
