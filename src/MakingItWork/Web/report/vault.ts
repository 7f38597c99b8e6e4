/** How long an unsent report is kept on this device, in milliseconds. */
export const keptFor = 60 * 60 * 1000;

const database = "making-it-work";
const store = "drafts";
const keyPlace = "making-it-work.draft";

interface Sealed {
  id: string;
  savedAt: number;
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

/**
 * One sealed parcel for this tab. The bytes lie in IndexedDB, encrypted; the key lies in the tab's own session storage
 * and dies with it: what another tab, another person or a copied profile finds is noise.
 */
export interface Vault {
  save(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  open(): Promise<{ bytes: Uint8Array<ArrayBuffer>; savedAt: Date } | null>;
  wipe(): Promise<void>;
}

/** Browsers encrypt only on https and localhost. Without that nothing is kept. */
export const canKeep = typeof crypto.subtle === "object" && typeof indexedDB === "object";

export function vault(): Vault {
  return {
    async save(bytes) {
      const { id, key } = await ownKey();
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(id) }, key, bytes);
      await inStore("readwrite", (drafts) => drafts.put({ id, savedAt: Date.now(), iv, bytes: sealed } satisfies Sealed));
    },
    async open() {
      const known = sessionStorage.getItem(keyPlace);
      if (!known || !(await exists())) return null;
      const { id, key } = await ownKey();
      const kept = (await inStore("readonly", (drafts) => drafts.get(id))) as Sealed | undefined;
      if (!kept || Date.now() - kept.savedAt > keptFor) return null;
      const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv, additionalData: utf8(id) }, key, kept.bytes);
      return { bytes: new Uint8Array(bytes), savedAt: new Date(kept.savedAt) };
    },
    async wipe() {
      const known = sessionStorage.getItem(keyPlace);
      sessionStorage.removeItem(keyPlace);
      if (!known || !(await exists())) return;
      const { id } = JSON.parse(known) as { id: string };
      await inStore("readwrite", (drafts) => drafts.delete(id));
      await prune();
    },
  };
}

/** Deletes what is older than an hour, whichever tab it came from, and the whole store when nothing is left. */
export async function prune(): Promise<void> {
  if (!canKeep || !(await exists())) return;
  const all = (await inStore("readonly", (drafts) => drafts.getAll())) as Sealed[];
  const old = all.filter(({ savedAt }) => Date.now() - savedAt > keptFor);
  for (const { id } of old) await inStore("readwrite", (drafts) => drafts.delete(id));
  if (old.length === all.length) await answered(indexedDB.deleteDatabase(database));
}

async function ownKey(): Promise<{ id: string; key: CryptoKey }> {
  const known = sessionStorage.getItem(keyPlace);
  const { id, raw } = known
    ? (JSON.parse(known) as { id: string; raw: number[] })
    : { id: crypto.randomUUID(), raw: Array.from(crypto.getRandomValues(new Uint8Array(32))) };
  if (!known) sessionStorage.setItem(keyPlace, JSON.stringify({ id, raw }));
  return { id, key: await crypto.subtle.importKey("raw", new Uint8Array(raw), "AES-GCM", false, ["encrypt", "decrypt"]) };
}

/** Asked first, because opening a database makes it. Browsers that cannot tell open it. */
async function exists(): Promise<boolean> {
  return typeof indexedDB.databases !== "function" || (await indexedDB.databases()).some(({ name }) => name === database);
}

async function inStore(mode: IDBTransactionMode, act: (drafts: IDBObjectStore) => IDBRequest): Promise<unknown> {
  const opening = indexedDB.open(database, 1);
  opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore(store, { keyPath: "id" }));
  const open = (await answered(opening)) as IDBDatabase;
  try {
    const transaction = open.transaction(store, mode);
    const written = new Promise<void>((resolve, reject) => {
      transaction.addEventListener("complete", () => resolve());
      transaction.addEventListener("abort", () => reject(transaction.error ?? new Error("The draft could not be kept.")));
    });
    const result = await answered(act(transaction.objectStore(store)));
    await written;
    return result;
  } finally {
    open.close();
  }
}

function answered(request: IDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("The draft could not be kept.")));
  });
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
