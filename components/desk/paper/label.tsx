import { BusinessLogo } from '#components/layout/business-logo.tsx'
import { Ltr } from '#components/ui/ltr.tsx'
import type { DrawnCode } from '#lib/kernel/drawn-codes.ts'
import { CodeDrawing } from './drawn-code.tsx'

export type PaperBusiness = { name: string; logo: string | null; phone: string | null }

export type PaperEnd = {
  place: string | null
  contact: { name: string; mobile: string; line: string; postalCode: string | null } | null
  /** What the courier takes of the fare there. */
  collect: string
}

export type PaperView = {
  code: string
  shownCode: string
  bars: DrawnCode
  square: DrawnCode
  service: string
  parcel: string
  isFragile: boolean
  window: string | null
  promise: string | null
  fare: string
  printed: string
  pickup: PaperEnd
  dropoff: PaperEnd
}

/** What is stuck on the parcel: of the buyer all that a courier needs, of the seller the place alone. */
export function Label({ paper, business }: { paper: PaperView; business: PaperBusiness }) {
  const { contact, place, collect } = paper.dropoff
  return (
    <article className="paper-label" aria-label={`برچسب ${paper.shownCode}`}>
      <header className="paper-row">
        <BusinessName business={business} />
        <strong>{paper.service}</strong>
      </header>
      <CodeDrawing code={paper.bars} className="paper-bars" isStretched />
      <p className="paper-code">
        <Ltr>{paper.shownCode}</Ltr>
      </p>
      <section className="paper-grow">
        <h2>گیرنده</h2>
        {contact ? (
          <>
            <p className="paper-name">
              <bdi>{contact.name}</bdi>
            </p>
            <p>
              <Ltr>{contact.mobile}</Ltr>
            </p>
            <p className="paper-place">{place}</p>
            <p className={contact.line.length > 120 ? 'paper-long' : undefined}>
              <bdi>{contact.line}</bdi>
            </p>
            {contact.postalCode && (
              <p>
                کد پستی <Ltr>{contact.postalCode}</Ltr>
              </p>
            )}
          </>
        ) : (
          <p>نشانی پاک شده است</p>
        )}
      </section>
      <footer className="paper-row">
        <div>
          <p>فرستنده از {paper.pickup.place}</p>
          <p>
            {paper.parcel}
            {paper.isFragile && <strong> (با احتیاط جابه‌جا شود)</strong>}
          </p>
          {paper.promise && <p>تحویل {paper.promise}</p>}
          <p>
            دریافت کرایه: <strong>{collect}</strong>
          </p>
        </div>
        <CodeDrawing code={paper.square} className="paper-square" />
      </footer>
    </article>
  )
}

export function BusinessName({ business: { name, logo, phone } }: { business: PaperBusiness }) {
  return (
    <p>
      {logo !== null && <BusinessLogo href={logo} size="small" />}{' '}
      <strong>
        <bdi>{name}</bdi>
      </strong>
      {phone && (
        <>
          {' '}
          <Ltr>{phone}</Ltr>
        </>
      )}
    </p>
  )
}
