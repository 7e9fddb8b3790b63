import { fail } from '@sveltejs/kit'
import type { Colleague } from '#lib/reablement/colleague.ts'
import { inWords, Problem } from '#lib/reablement/problem.ts'
import { answer, asker } from '../../../../answer.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** How a team's actions leave, and how much of a person with them. Administrators only: the act itself asks. */
export const load: PageServerLoad = async ({ locals, params }) => ({
  channels: await answer(locals.service.outbox.channels(asker(locals), params.team)),
})

export const actions: Actions = {
  save: (event) =>
    said(event, async (who, given) => ({
      saved: await event.locals.service.outbox.edit(who, given),
    })),
  /** How long something may wait, and who leads. */
  time: (event) =>
    said(event, async (who, { hours, lead }) => ({
      timed: await event.locals.service.setTeamTime(who, {
        ...{ team: event.params.team, hours: asNumber(hours) },
        lead: typeof lead === 'string' && lead !== '' ? lead : null,
      }),
    })),
  /** Gives the webhook another secret, shown this once. */
  secret: (event) =>
    said(event, async (who, given) => ({
      changed: await event.locals.service.outbox.changeSecret(who, given),
    })),
  /** Sends a test by one channel. */
  test: (event) =>
    said(event, async (who, given) => ({ tested: await event.locals.service.outbox.test(who, given) })),
}

/** As it was typed, a comma for a point too; nothing that counts as a number when it is none. */
function asNumber(typed: FormDataEntryValue | undefined): number {
  const text = typeof typed === 'string' ? typed.trim().replace(',', '.') : ''
  return text === '' ? Number.NaN : Number(text)
}

type Given = Record<string, FormDataEntryValue>

/** A refusal is answered on the same page, in words, with what was typed. */
async function said<T>(
  { request, locals, params }: RequestEvent,
  act: (who: Colleague, given: Given) => Promise<T>,
) {
  const who = asker(locals)
  const given: Given = { ...Object.fromEntries(await request.formData()), team: params.team }
  try {
    return await act(who, given)
  } catch (caught) {
    if (!(caught instanceof Problem)) throw caught
    const { code, words, field } = inWords(caught)
    const typed = Object.fromEntries(
      Object.entries(given).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    ) as Record<string, string>
    return fail(code === 'not-allowed' ? 403 : 400, { problem: words, field: field ?? null, typed })
  }
}
