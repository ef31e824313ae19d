import { Ltr } from '#components/ui/ltr.tsx'
import { BusinessName, type PaperBusiness, type PaperEnd } from './label.tsx'

export type SheetView = {
  business: PaperBusiness
  courier: string
  day: string
  count: string
  printed: string
  gone: string
  lines: (PaperEnd & {
    key: string
    number: string
    shownCode: string
    what: string
    when: string | null
    parcel: string
  })[]
}

/** Where one courier goes on one day, on as many sheets as it takes; on one that says so where that is nowhere. */
export function DaySheet({ sheet }: { sheet: SheetView }) {
  return (
    <article className="paper-sheet" aria-label={`برگهٔ روز ${sheet.courier}`}>
      <div className="paper-row">
        <BusinessName business={sheet.business} />
        <p>چاپ: {sheet.printed}</p>
      </div>
      <h2>
        <bdi>{sheet.courier}</bdi>، {sheet.day}، {sheet.count} جا
      </h2>
      {sheet.lines.length === 0 ? (
        <p>برای این روز جایی نیست که این مأمور پیک باید برود.</p>
      ) : (
        <table>
          <thead>
            <tr>
              {['', 'چه کار', 'کجا و چه کسی', 'چه وقت', 'بسته و کرایه', 'شد؟'].map((column) => (
                <th key={column} scope="col">
                  {column || <span className="sr-only">شماره</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.lines.map((line) => (
              <tr key={line.key}>
                <th scope="row">{line.number}</th>
                <td>
                  {line.what}
                  <br />
                  <Ltr>{line.shownCode}</Ltr>
                </td>
                <td>
                  {line.contact ? (
                    <>
                      <strong>
                        <bdi>{line.contact.name}</bdi>
                      </strong>
                      ، <Ltr>{line.contact.mobile}</Ltr>
                      <br />
                      {line.place}، <bdi>{line.contact.line}</bdi>
                    </>
                  ) : (
                    <>
                      {line.place}، {sheet.gone}
                    </>
                  )}
                </td>
                <td>{line.when ?? '—'}</td>
                <td>
                  {line.parcel}
                  <br />
                  دریافت کرایه: {line.collect}
                </td>
                <td>
                  <span className="paper-tick">
                    <span className="sr-only">جای علامت</span>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </article>
  )
}
