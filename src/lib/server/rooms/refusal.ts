/** Why a message is not taken. The reason is for the log and the close frame: it never quotes what was sent. */
export class Refusal extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'Refusal'
  }
}
