"""The words that generated sites are made of."""

from __future__ import annotations

AREAS = (
    "archive", "billing", "booking", "catalogue", "courier", "customer", "depot", "export", "finance", "fleet", "import",
    "invoice", "kitchen", "ledger", "market", "partner", "payroll", "retail", "supply", "warehouse",
)  # fmt: skip
GROUPS = ("accounts", "bundles", "contracts", "devices", "events", "lists", "orders", "plans", "records", "tasks")

# What a page is about, in the singular; the plural is regular.
RESOURCES = (
    "address", "agreement", "alert", "batch", "campaign", "carrier", "channel", "comment", "contact", "coupon", "crate",
    "delivery", "discount", "document", "driver", "folder", "gift card", "grant", "hook", "label", "locker", "mandate",
    "message", "meter", "offer", "order", "pallet", "parcel", "payment", "permit", "price list", "product", "quote", "refund",
    "region", "report", "rental", "reservation", "return", "route", "schedule", "shift", "shipment", "site", "sensor",
    "statement", "subscription", "supplier", "survey", "tariff", "team", "template", "terminal", "ticket", "token", "transfer",
    "vehicle", "voucher", "webhook", "zone",
)  # fmt: skip

ACTIONS = (
    ("cancel", "Nothing more happens to it, and what was reserved for it is free again"),
    ("approve", "From then on it can be charged"),
    ("archive", "It stays readable, and lists leave it out"),
    ("restore", "It is as it was before it was archived"),
    ("duplicate", "The copy is a draft with an identifier of its own"),
    ("close", "It takes no more changes"),
    ("assign", "Whoever had it before is told by mail"),
    ("refresh", "Values that come from elsewhere are read again"),
)

TEXTS: dict[str, tuple[tuple[str, ...], str]] = {
    "reference": (
        ("PO-20417", "PO-88 / B", "REF-0091", "2026-11-A", "Q4/7731"),
        "Your own number, unique within your account.",
    ),
    "name": (("Ines Carvalho", "Oak desk lamp", "Møller & Sons", "Crateworth North", "Spring 2027"), "What it is called."),
    "note": (("Ring twice.", "Leave it at the gate", "Fragile: glass!", "Back door, after 5 pm"), "What staff should know."),
    "email": (("ines@example.com", "post@example.org", "desk+api@example.net"), "Where messages about it go."),
    "phone": (("+351 220 000 417", "+49 30 000000", "+44 20 0000 0000"), "With the code of the country."),
    "currency": (("EUR", "GBP", "DKK", "CHF"), "Three letters, as in ISO 4217."),
    "country": (("PT", "DE", "DK", "FI", "CH"), "Two letters, as in ISO 3166."),
    "city": (("Porto", "Aarhus", "Graz", "Turku", "St. Gallen"), "Town or city."),
    "street": (("Rua das Flores 112", "Lange Gasse 4", "Nørregade 21 B"), "Street and number."),
    "postal_code": (("4050-265", "8010", "20100", "DK-8000"), "Postal code, as it is written in the country."),
    "language": (("pt-PT", "de", "da", "en-GB"), "The language of the messages."),
    "timezone": (("Europe/Lisbon", "Europe/Vienna", "Europe/Helsinki"), "Name of the time zone."),
    "sku": (("LAMP-OAK-01", "BULB-E27-8W", "DESK-ASH-140", "BOX-M"), "The product."),
    "colour": (("oak", "matt black", "#ff8800", "50% grey"), "Colour, in your own words."),
    "carrier_code": (("postnord", "ctt-express", "dhl_eu"), "Who carries it."),
    "starts_at": (("2026-11-02T08:15:00Z", "2027-01-01T00:00:00Z"), "When it starts, in UTC."),
    "ends_on": (("2026-12-24", "2027-06-30", "2028-02-29"), "The last day."),
    "callback_url": (("https://example.com/hooks/?id=7&on=1", "https://example.org/done"), "What is called when it is done."),
    "message": (("Happy birthday, Ines!", "Thanks a lot", 'It says "open" on it.'), "What is printed on the card."),
    "vat_number": (("PT509442013", "ATU00000000", "DK00000000"), "Number for value-added tax."),
    "priority": (("low", "normal", "high"), "How urgent it is. One of `low`, `normal`, `high`. Default: `normal`."),
    "mode": (("draft", "live", "test"), "One of `draft`, `live`, `test`."),
    "description": (("A lamp made of oak, with a switch in the cable.", "Two boxes, one pallet."), "One or two sentences."),
    "checksum": (("9c1185a5c5e9fc54612808977ee8f548b2258d31", "da39a3ee5e6b4b0d"), "Of the content, in hexadecimal."),
    "label_format": (("pdf", "zpl", "png"), "One of `pdf`, `zpl`, `png`."),
}
INTEGERS = {
    "quantity": (1, 999, "How many there are, from 1 to 999."),
    "position_number": (1, 40, "Where it stands among the others."),
    "weight": (50, 30000, "Weight in grams."),
    "retries": (0, 9, "How often it is tried again."),
    "days": (1, 365, "For how many days."),
    "floor": (-2, 12, "On which floor; cellars are negative."),
    "limit_per_customer": (1, 20, "How many one customer may have."),
    "width": (5, 240, "Width in centimetres."),
    "height": (5, 240, "Height in centimetres."),
}
NUMBERS = {
    "unit_price": (1, 400, "The price of one, in euros."),
    "discount_rate": (0, 60, "In percent."),
    "latitude": (36, 69, "Degrees to the north."),
    "longitude": (-9, 31, "Degrees to the east."),
    "volume": (1, 90, "In litres."),
    "deposit": (0, 100, "What is paid before, in euros."),
}
FLAGS = {
    "wrap": "Whether to gift-wrap it. Default: `false`.",
    "express": "Whether it goes before the others.",
    "active": "Whether it is in use.",
    "notify": "Whether to send a message.",
    "insured": "Whether it is insured.",
    "taxable": "Whether tax is added.",
}
LISTS = {
    "tags": (("web", "priority", "bulk", "b2b", "returns desk"), "Your labels, as strings."),
    "zones": (("north", "harbour", "airport"), "Where it is valid, as strings."),
    "weekdays": (("mon", "tue", "wed", "thu", "fri"), "On which days, as strings."),
    "scopes": (("orders:read", "orders:write", "files:read"), "What it allows, as strings."),
}

# Name, the singular in the heading of its list, and whether it is an array.
OBJECTS = (
    ("address", "Address", False), ("items", "Item", True), ("gift", "Gift", False), ("recipient", "Recipient", False),
    ("parcels", "Parcel", True), ("dimensions", "Dimensions", False), ("contacts", "Contact", True),
    ("billing", "Billing", False),
    ("options", "Option", True), ("insurance", "Insurance", False), ("stops", "Stop", True), ("pickup", "Pickup", False),
    ("lines", "Line", True), ("sender", "Sender", False),
)  # fmt: skip

QUERY = {
    "status": (("draft", "open", "packed", "shipped"), "string", "Only those in this state."),
    "created_after": (("2026-11-01", "2025-02-28"), "string", "Only what was made on this day or later, in UTC."),
    "q": (("desk lamp", "oak & ash", "møller", "50% off"), "string", "Only those with all these words."),
    "sort": (("name", "-created_at", "total"), "string", "What to sort by; a minus turns the order around."),
    "per_page": ((10, 25, 50, 100), "integer", "How many a page holds, from 1 to 100. Default: `25`."),
    "page": ((1, 2, 7), "integer", "Which page, from 1."),
    "expand": (("items", "contacts,address"), "string", "What to send in full, separated by commas."),
    "country": (("PT", "DE", "DK"), "string", "Only those for this country."),
}

SENTENCES = (
    "A {noun} belongs to one account, and no other account can see it.",
    "Calls are counted together with those of {link}.",
    "What was changed within the last minute may be missing for a moment; see {link}.",
    "The same call sent twice has the effect of one, as long as the reference is the same.",
    "To see what became of the {noun}, use {link}.",
    "Times are in UTC, amounts are in euros, and texts may be in any language.",
    "An account with more than a thousand {noun} entries is asked to page through them.",
    "If the {noun} is locked, the answer has the code 409 and says *who* has locked it.",
    "Fields that are left out keep their values; `null` takes a value away.",
    "This is **not** the way to move a {noun} between accounts, for that there is {link}.",
    "Numbers of the old system are accepted in the place of identifiers until the end of 2027.",
)
