import { expect, test } from 'vitest'
import { emptyDesk } from '../../../../tests/support/builders.ts'
import { caseloadRow } from '../../../../tests/support/caseload-rows.ts'
import { messyShape, writeCaseload } from '../../../../tests/support/messy-caseload.ts'
import { caseloadColumns } from '../../reablement/caseload-columns.ts'
import type { CaseloadFacts } from '../../reablement/caseload-facts.ts'
import { episode, person } from '../storage/schema.ts'
import { applyCaseload } from './apply.ts'
import { theService } from './import-caseload.ts'

const columns = caseloadColumns.map(({ heading, field }): [string, typeof field] => [heading, field])
const file = (facts: CaseloadFacts, capitals: boolean) => ({
  name: 'caseload.csv',
  bytes: writeCaseload([facts], { ...messyShape, columns, capitals }),
})

test('a file in capitals changes nobody’s way of writing their name', async () => {
  const desk = emptyDesk()
  try {
    const somebody = caseloadRow({ forename: 'Ivy', surname: 'Macdonald', knownAs: 'AnnaMae' })
    await applyCaseload(desk, theService, file(somebody, false))
    expect(await applyCaseload(desk, theService, file(somebody, true))).toMatchObject({
      nothingChanged: true,
    })
    await applyCaseload(desk, theService, file({ ...somebody, plannedEnd: '2026-12-11' }, true))
    expect(desk.storage.select().from(episode).get()?.plannedEnd).toBe('2026-12-11')
    expect(desk.storage.select().from(person).get()).toMatchObject({
      surname: 'Macdonald',
      knownAs: 'AnnaMae',
    })
    desk.storage.update(episode).set({ state: 'ended' }).run()
    expect(
      await applyCaseload(desk, theService, file({ ...somebody, start: '2026-11-20' }, true)),
    ).toMatchObject({
      new: 1,
    })
    expect(desk.storage.select().from(person).get()?.surname).toBe('Macdonald')
  } finally {
    desk.remove()
  }
})
