import { setTimeout as delay } from 'node:timers/promises';

const lookEvery = 20;

/** Lets clients through while the product is there; closed, it gathers them, so that nothing moves while the books are compared. */
export class Gate {
  private opened: Promise<void>;
  private letThrough: () => void = () => undefined;
  private waiting = 0;
  private given = false;

  constructor() {
    this.opened = this.shut();
  }

  open(): void {
    this.letThrough();
  }

  close(): void {
    this.opened = this.shut();
  }

  private shut(): Promise<void> {
    return new Promise((resolve) => {
      this.letThrough = resolve;
    });
  }

  /** Nobody comes back from the gate any more. */
  giveUp(): void {
    this.given = true;
    this.open();
  }

  /** Waits until it is open; false when there is nothing more to come for. */
  async pass(): Promise<boolean> {
    this.waiting += 1;
    await this.opened;
    this.waiting -= 1;
    return !this.given;
  }

  /** Resolves when that many stand before the closed gate. */
  async gathered(clients: number): Promise<void> {
    while (this.waiting < clients) await delay(lookEvery);
  }
}
