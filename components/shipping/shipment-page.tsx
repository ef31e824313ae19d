import type { ReactNode } from 'react'
import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import type { FormAction } from '#components/ui/action-form.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { ButtonLink, type ButtonVariant } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { looksOn } from '#lib/fa/access-texts.ts'
import { HandoverCodeCard, type HandoverCodeProps } from './handover-code.tsx'
import { MessageStateView, type MessageTrouble } from './message-state.tsx'
import { OwnCost, type OwnCostProps } from './own-cost.tsx'
import { OwnProblems, type OwnProblemsProps } from './own-problems.tsx'
import { type ProofProps, ProofSection } from './proof-section.tsx'
import { ShipmentDetails, type ShipmentDetailsProps } from './shipment-details.tsx'
import { Timeline, type TimelineItem } from './timeline.tsx'

type Link = { label: string; href: string }

export type ShipmentPageProps = {
  frame: Frame
  heading: string
  /** What it means, what comes next and by when. */
  lead: string
  /** For a user who came too late: what happened instead. */
  late: string | null
  /** This page's own address, for looking again without scripts. */
  selfHref: string
  /** How the message about the present state fares. */
  message: { state: MessageTrouble | 'sending' | 'sent'; announceHref: string | null; tell: string | null } | null
  /** Takes the answer about an unconfirmed message; null for whom that is not to decide. */
  confirm: FormAction | null
  /** Why what was promised has moved; null where it has not, or nobody said why. */
  delay: string | null
  /** For the eyes of this side alone; null where it has nothing to hand over or receive. */
  handover: HandoverCodeProps | null
  timeline: TimelineItem[]
  trackingCode: string
  /** Parcel, service, payer, from, to: city and district only. */
  rows: Row[]
  /** What it costs the side that is to answer; null for any other. */
  cost: OwnCostProps | null
  /** For the receiving side of what was delivered; null otherwise. */
  proof: ProofProps | null
  tapProof: FormAction
  problems: OwnProblemsProps['problems']
  /** What is folded, and what is unfolded for the side that is to answer. */
  details: Omit<ShipmentDetailsProps, 'rows' | 'answers'>
  /** What can be done about the shipment as it stands. */
  actions: Link[]
  links: Link[]
  /** Whether this side is asked for an answer: then what is proposed comes first. */
  answers: boolean
  /** Whether this seat may change nothing, since somebody else is proved to be this side. */
  looksOn: boolean
  /** Null leads back to Divar. */
  main: Link | null
  secondary: Link | null
}

/**
 * A shipment as one side sees it, in any state: first where it stands and what is awaited, then what can be done, then the
 * rest behind a row each. Two screens of a phone at most, while nothing is opened.
 */
export function ShipmentPage(props: ShipmentPageProps) {
  const { frame, heading, lead, message, answers, main, secondary } = props
  return (
    <PageShell frame={frame} title={heading} lead={lead}>
      <Told {...props} />
      {props.cost && <OwnCost {...props.cost} />}
      {answers && (
        <Card title="مرسوله">
          <DefinitionList rows={[...props.rows, { label: 'کد رهگیری', value: props.trackingCode, ltr: true }]} />
        </Card>
      )}
      <Timeline items={props.timeline} delay={props.delay} code={answers ? null : props.trackingCode} />
      {/* Here stands what the next step needs of this side. */}
      {props.handover && <HandoverCodeCard {...props.handover} />}
      {props.proof && <ProofSection proof={props.proof} tap={props.tapProof} />}
      {props.actions.length > 0 && <Links links={props.actions} variant="quiet" />}
      <OwnProblems problems={props.problems} />
      {message?.state === 'sending' && <LookAgain href={props.selfHref} />}
      <ShipmentDetails {...props.details} rows={props.rows} answers={answers} />
      <Links links={props.links} variant="link" />
      <StickyAction sticks={answers}>
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

/** What is said before anything else: that a tap came too late, that this seat only looks on, or that the chat was not told. */
function Told({ late, looksOn: onlyLooks, message, confirm }: ShipmentPageProps): ReactNode {
  return (
    <>
      {late && (
        <Banner tone="warning" title="همین حالا وضعیت عوض شد" role="status">
          {late}
        </Banner>
      )}
      {onlyLooks && <Banner title={looksOn.title}>{looksOn.sentence}</Banner>}
      {message && message.state !== 'sent' && message.state !== 'sending' && (
        <MessageStateView {...message} state={message.state} confirm={confirm} />
      )}
    </>
  )
}

const Links = ({ links, variant }: { links: Link[]; variant: ButtonVariant }) => (
  <ul className="flex flex-wrap gap-2">
    {links.map(({ label, href }) => (
      <li key={href}>
        <ButtonLink href={href} variant={variant}>
          {label}
        </ButtonLink>
      </li>
    ))}
  </ul>
)

/** Without scripts the page does not follow by itself. */
const LookAgain = ({ href }: { href: string }) => (
  <noscript>
    <a href={href} className="inline-flex min-h-target items-center text-brand-ink underline underline-offset-4">
      دوباره ببین که پیام رسیده یا نه
    </a>
  </noscript>
)
