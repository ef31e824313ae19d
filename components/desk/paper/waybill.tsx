import { Ltr } from '#components/ui/ltr.tsx'
import { CodeDrawing } from './drawn-code.tsx'
import { BusinessName, type PaperBusiness, type PaperEnd, type PaperView } from './label.tsx'

/** Two halves, cut apart: each side signs the one where nothing of the other's stands but the place. */
export function Waybill({ paper, business }: { paper: PaperView; business: PaperBusiness }) {
  const { pickup, dropoff } = paper
  return (
    <article className="paper-waybill" aria-label={`بارنامهٔ ${paper.shownCode}`}>
      <Half
        title="گرفتن کالا از فروشنده"
        {...{ paper, business }}
        end={pickup}
        who="فرستنده"
        other={`به ${dropoff.place}`}
        when={paper.window}
        signs={['امضای فروشنده', 'امضای مأمور پیک']}
      />
      <p className="paper-cut" aria-hidden="true">
        ✂
      </p>
      <Half
        title="رساندن کالا به خریدار"
        {...{ paper, business }}
        end={dropoff}
        who="گیرنده"
        other={`از ${pickup.place}`}
        when={paper.promise}
        signs={['امضای خریدار', 'امضای مأمور پیک']}
      />
    </article>
  )
}

type HalfProps = {
  paper: PaperView
  business: PaperBusiness
  title: string
  end: PaperEnd
  who: string
  /** Of the other end, the place alone. */
  other: string
  when: string | null
  signs: string[]
}

function Half({ paper, business, title, end, who, other, when, signs }: HalfProps) {
  const { contact, place } = end
  const facts = [
    { label: 'روش', value: paper.service },
    { label: 'مسیر', value: other },
    { label: 'زمان', value: when },
    { label: 'بسته', value: paper.parcel },
    { label: 'کرایه', value: paper.fare },
    { label: 'دریافت همین‌جا', value: end.collect },
  ]
  return (
    <section className="paper-half">
      <div className="paper-row">
        <BusinessName business={business} />
        <p>چاپ: {paper.printed}</p>
      </div>
      <div className="paper-row">
        <div className="paper-grow">
          <h2>{title}</h2>
          <p className="paper-code">
            <Ltr>{paper.shownCode}</Ltr>
          </p>
          <CodeDrawing code={paper.bars} className="paper-bars" isStretched />
        </div>
        <CodeDrawing code={paper.square} className="paper-square" />
      </div>
      <div className="paper-grow">
        <h3>{who}</h3>
        {contact ? (
          <>
            <p>
              <strong>
                <bdi>{contact.name}</bdi>
              </strong>
              ، <Ltr>{contact.mobile}</Ltr>
            </p>
            <p className={contact.line.length > 160 ? 'paper-long' : undefined}>
              {place}، <bdi>{contact.line}</bdi>
              {contact.postalCode && (
                <>
                  ، کد پستی <Ltr>{contact.postalCode}</Ltr>
                </>
              )}
            </p>
          </>
        ) : (
          <p>{place}، نشانی پاک شده است</p>
        )}
        <dl className="paper-facts">
          {facts
            .filter(({ value }) => value !== null)
            .map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </div>
      <div className="paper-signs">
        {signs.map((sign) => (
          <p key={sign}>{sign}</p>
        ))}
      </div>
    </section>
  )
}
