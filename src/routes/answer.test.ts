import { expect, test } from 'vitest'
import { Problem } from '#lib/reablement/problem.ts'
import { answer, asker, refuse } from './answer.ts'
import { load as board } from './(staff)/board/+page.server.ts'
import { load as huddle } from './(staff)/huddle/+page.server.ts'

const refusing = () => Promise.reject(new Problem('not-allowed'))
const service = { board: refusing, huddlePeople: refusing }
const by = (role: string | null) =>
  ({ locals: { service, session: role && { colleague: { role } } } }) as never

test('a role that may not see a page is told so: it is not a fault of the server', async () => {
  for (const load of [board, huddle]) {
    await expect(load(by('screen'))).rejects.toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  }
})

test('a refusal has its status and its words; a fault stays a fault', async () => {
  await expect(answer(Promise.reject(new Problem('not-found')))).rejects.toMatchObject({ status: 404 })
  await expect(answer(Promise.reject(new TypeError('ours')))).rejects.toBeInstanceOf(TypeError)
  expect(() => asker({ session: null } as never)).toThrow(expect.objectContaining({ status: 401 }))
  expect(() => refuse(new Problem('storage-trouble'))).toThrow(Problem)
})
