import type { LiveService } from './service.svelte.ts'

/** How many later checks wait to be asked today, kept right by the notices; every desk's menu says it. */
export class LiveLaterChecks {
  due = $state(0)

  constructor(due: number) {
    this.due = due
  }

  /** Follows the notices; returns how to stop. */
  follow(live: LiveService): () => void {
    return live.onNews((news) => {
      if (news.kind === 'later checks') this.due = news.due
    })
  }
}
