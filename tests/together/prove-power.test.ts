import { expect, it } from 'vitest'
import { judge, promise } from '../prove/power.ts'
import { readCalls } from '../prove/power-strace.ts'

it(`${promise.title}: synced to disk before it is acknowledged`, async () => {
  const { held, figure } = await promise.run(promise.gate, console.log)
  expect(held, figure).toBe(true)
}, 600_000)

it('finds an acknowledgement that comes before its edit is synced', () => {
  const [socket, wal] = ['27<TCP:[127.0.0.1:3000->127.0.0.1:4000]>', '22</data/perch.db-wal>']
  const edit = (thread: number) => `${thread} read(${socket}, "\\x82\\x95", 65536) = 27`
  const written = `1 pwrite64(${wal}, "\\x00", 24, 0) = 24`
  const saved = (clock: number) => `1 write(${socket}, "\\x82\\x03\\x64\\x0${clock}\\x02", 5) = 5`
  const told = (...lines: string[]) => judge(readCalls(lines.join('\n')), 4000)
  const right = [edit(1), written, `1 fsync(${wal}) = 0`, saved(1)]
  expect(told(...right, saved(1))).toEqual({ acknowledged: 1, early: 0 })
  expect(told(edit(1), written, saved(1))).toEqual({ acknowledged: 1, early: 1 })
  expect(told(edit(1), written, `1 fsync(${wal}) = -1 EIO`, saved(1))).toEqual({ acknowledged: 1, early: 1 })
  expect(told(...right, edit(1), saved(2))).toEqual({ acknowledged: 2, early: 1 })
  const inAThread = [edit(1), written, `2 fdatasync(${wal} <unfinished ...>`]
  expect(told(...inAThread, saved(1), '2 <... fdatasync resumed>) = 0').early).toBe(1)
  expect(told(...inAThread, '2 <... fdatasync resumed>) = 0', saved(1)).early).toBe(0)
})
