import { Banner } from '#components/ui/banner.tsx'
import { Card } from '#components/ui/card.tsx'
import { Cell } from '../queue-table.tsx'
import { TableHead } from '../table-head.tsx'
import '../queue-table.css'

type Change = { cell: string; label: string; before: string; after: string; percent: string }

type PriceChangesProps = {
  changes: Change[]
  isMaybeRials: boolean
  /** What is unusual, in a sentence each. */
  odd: string[]
}

/** What the draft changes of the published prices, cell by cell. */
export function PriceChanges({ changes, isMaybeRials, odd }: PriceChangesProps) {
  return (
    <Card title="تفاوت با قیمت‌های منتشرشده">
      <div className="space-y-4">
        {isMaybeRials && (
          <Banner tone="warning" title="مبلغی پنج برابر یا یک‌پنجم شده است">
            شاید به ریال نوشته شده باشد. همهٔ مبلغ‌ها باید به تومان باشند.
          </Banner>
        )}
        {odd.length > 0 && (
          <Banner tone="warning" title="این‌ها عجیب است، ولی می‌شود">
            <ul className="list-disc space-y-1 ps-5">
              {odd.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Banner>
        )}
        {changes.length === 0 ? (
          <p className="text-muted">تفاوتی نیست.</p>
        ) : (
          <table className="queue-table">
            <TableHead
              caption="هر خانه‌ای که با قیمت‌های منتشرشده فرق دارد"
              columns={['خانه', 'منتشرشده', 'پیش‌نویس', 'تفاوت']}
            />
            <tbody>
              {changes.map(({ cell, label, before, after, percent }) => (
                <tr key={cell}>
                  <th scope="row">{label}</th>
                  <Cell label="منتشرشده">
                    <bdi>{before}</bdi>
                  </Cell>
                  <Cell label="پیش‌نویس">
                    <bdi className="font-bold">{after}</bdi>
                  </Cell>
                  <Cell label="تفاوت">
                    <bdi dir="ltr">{percent}</bdi>
                  </Cell>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Card>
  )
}
