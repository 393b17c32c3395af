import { once } from "node:events";
import { MessageChannel } from "node:worker_threads";
import { createORPCClient } from "@orpc/client";
import { RPCLink as PortLink } from "@orpc/client/message-port";
import { RPCLink as SocketLink } from "@orpc/client/websocket";
import type { ContractRouterClient } from "@orpc/contract";
import { RPCHandler as PortHandler } from "@orpc/server/message-port";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { Core } from "../../../src/core/core.ts";
import { startBrowserHost } from "../../../src/server/browser-host.ts";
import type { Contract } from "../../../src/shared/contract/contract.ts";
import { tempFolder } from "../../support/temp-folder.ts";

type Client = ContractRouterClient<Contract>;

/** The three ways in which hosts carry the contract. */
export const TRANSPORTS: Record<string, (core: Core) => Promise<Client> | Client> = {
  "in process": (core) => core.client(core.connect()),

  WebSocket: async (core) => {
    const host = await startBrowserHost(core, { pageFolder: tempFolder(), port: 0 });
    onTestFinished(() => host.close());
    const entered = await fetch(host.newAddress(), { redirect: "manual" });
    const origin = `http://127.0.0.1:${host.port}`;
    const websocket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, {
      headers: { Cookie: entered.headers.get("set-cookie")?.split(";")[0] ?? "", Origin: origin },
    });
    websocket.binaryType = "arraybuffer";
    await once(websocket, "open");
    // The ws library's socket has the browser's interface as far as the link uses it.
    return createORPCClient(new SocketLink({ websocket: websocket as unknown as globalThis.WebSocket }));
  },

  MessagePort: (core) => {
    const { port1, port2 } = new MessageChannel();
    onTestFinished(() => port1.close());
    new PortHandler(core.router).upgrade(port1, { context: core.connect() });
    port1.start();
    port2.start();
    return createORPCClient(new PortLink({ port: port2 }));
  },
};
