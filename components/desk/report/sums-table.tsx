import { measureLabels } from '#lib/fa/report-texts.ts'
import { TableHead } from '../table-head.tsx'
import '../queue-table.css'

export type SumsRow = { key: string; label: string; cells: string[] }

const columns = Object.values(measureLabels)

/** The figures of each day, or of each service; where there is no room for columns each row is a card. */
export function SumsTable({ title, first, rows }: { title: string; first: string; rows: SumsRow[] }) {
  return (
    <section className="space-y-2">
      <h2 className="font-bold">{title}</h2>
      <table className="queue-table">
        <TableHead caption={title} columns={[first, ...columns]} />
        <tbody>
          {rows.map(({ key, label, cells }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              {cells.map((cell, index) => (
                <td key={columns[index]} data-label={columns[index]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
