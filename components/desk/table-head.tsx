/** What a table is called, to those who hear it, and its columns. */
export const TableHead = ({ caption, columns }: { caption: string; columns: readonly string[] }) => (
  <>
    <caption className="sr-only">{caption}</caption>
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
  </>
)
