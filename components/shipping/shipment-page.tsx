import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import type { FormAction } from '#components/ui/action-form.tsx'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { looksOn } from '#lib/fa/access-texts.ts'
import { BusinessCard, type BusinessCardProps } from './business-card.tsx'
import { ChatLog, type ChatLogProps } from './chat-log.tsx'
import { type MessageState, MessageStateView } from './message-state.tsx'
import { NoticeSection, type NoticeSectionProps } from './notice-section.tsx'
import { OwnAddress, type OwnAddressProps } from './own-address.tsx'
import { OwnCost, type OwnCostProps } from './own-cost.tsx'
import { OwnProblems, type OwnProblemsProps } from './own-problems.tsx'
import { PriceParts, type PriceSummary } from './price-parts.tsx'
import { Promised } from './promise.tsx'
import { type ProofProps, ProofSection } from './proof-section.tsx'
import { SafetyNote } from './safety-note.tsx'
import { Timeline, type TimelineItem } from './timeline.tsx'
import { TrackingCode } from './tracking-code.tsx'

type Link = { label: string; href: string }

export type ShipmentPageProps = {
  frame: Frame
  heading: string
  /** What it means, what comes next and by when. */
  lead: string
  badge: { label: string; tone: Tone }
  /** For a user who came too late: what happened instead. */
  late: string | null
  /** This page's own address, for looking again without scripts. */
  selfHref: string
  /** How the message about the present state fares. */
  message: { state: MessageState; announceHref: string | null } | null
  /** Takes the answer about an unconfirmed message; null for whom that is not to decide. */
  confirm: FormAction | null
  /** When the courier comes and by when the parcel is delivered. */
  appointment: Row[]
  timeline: TimelineItem[]
  trackingCode: string
  /** Parcel, service, payer, from, to: city and district only. */
  rows: Row[]
  /** What it costs the side that is to answer; null for any other. */
  cost: OwnCostProps | null
  price: PriceSummary
  /** For the receiving side of what was delivered; null otherwise. */
  proof: ProofProps | null
  tapProof: FormAction
  address: OwnAddressProps | null
  problems: OwnProblemsProps['problems']
  chat: ChatLogProps
  /** Null where nothing is left to tell. */
  notices: NoticeSectionProps | null
  business: BusinessCardProps | null
  links: Link[]
  /** Whether this side is asked for an answer: then what is proposed comes first. */
  answers: boolean
  /** Whether this seat may change nothing, since somebody else is proved to be this side. */
  looksOn: boolean
  /** Null leads back to Divar. */
  main: Link | null
  secondary: Link | null
}

/** A shipment as one side sees it, in any state. */
export function ShipmentPage(props: ShipmentPageProps) {
  const { frame, heading, lead, badge, late, selfHref, message, confirm, answers, main, secondary } = props
  const follow = (
    <>
      <Timeline items={props.timeline} />
      <TrackingCode code={props.trackingCode} />
    </>
  )
  return (
    <PageShell frame={frame} title={heading} lead={lead}>
      {late && (
        <Notice tone="warning" title="همین حالا وضعیت عوض شد" role="status">
          {late}
        </Notice>
      )}
      {props.looksOn && <Notice title={looksOn.title}>{looksOn.sentence}</Notice>}
      <p>
        <Badge tone={badge.tone}>{badge.label}</Badge>
      </p>
      {message && <MessageStateView {...message} confirm={confirm} />}
      {message?.state === 'sending' && (
        <noscript>
          <a
            href={selfHref}
            className="inline-flex min-h-target items-center text-brand-ink underline underline-offset-4"
          >
            دوباره ببین که رسیده یا نه
          </a>
        </noscript>
      )}
      {props.proof && <ProofSection proof={props.proof} tap={props.tapProof} />}
      {props.cost && <OwnCost {...props.cost} />}
      <Promised rows={props.appointment} />
      {answers ? <PriceParts price={props.price} /> : follow}
      <Card title="مرسوله">
        <DefinitionList rows={props.rows} />
      </Card>
      {answers ? follow : <PriceParts price={props.price} />}
      {props.address && <OwnAddress {...props.address} />}
      <OwnProblems problems={props.problems} />
      <ChatLog {...props.chat} />
      {props.notices && <NoticeSection {...props.notices} />}
      <Card title="کارهای دیگر">
        <ul className="-my-1">
          {props.links.map(({ label, href }) => (
            <li key={href}>
              <ButtonLink href={href} variant="link">
                {label}
              </ButtonLink>
            </li>
          ))}
        </ul>
      </Card>
      {props.business && <BusinessCard {...props.business} />}
      <SafetyNote />
      <StickyAction>
        <ButtonLink href={main?.href ?? frame.completionUrl}>{main?.label ?? 'بازگشت به چت دیوار'}</ButtonLink>
        {secondary && (
          <ButtonLink href={secondary.href} variant="secondary">
            {secondary.label}
          </ButtonLink>
        )}
      </StickyAction>
    </PageShell>
  )
}
