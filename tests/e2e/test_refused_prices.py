"""Somebody who looks for a floor by refused reservations is noticed by the supervisor."""

from tests.e2e.company import Company, eventually, ok, refused


def test_five_refused_prices_are_kept_and_the_supervisor_is_reminded(
    company_at_work: Company,
) -> None:
    company = company_at_work
    consultant = company.one("consultant", "XYT")
    supervisor = company.one("sales_supervisor", "XYT")
    unit = company.free_units("XYT")[-1]
    customer = company.new_customer(consultant, "XYT")
    for price in range(1, 6):
        wish = {"customer_id": customer, "price": f"{price}00000.00"}
        answer = consultant.post(f"/units/{unit['id']}/reservation", wish)
        details = refused(answer, 403, "price_beyond_authority")
        assert details["who"] == ["general_manager"]

    project = company.project("XYT")
    kept = ok(supervisor.get(f"/projects/{project}/refused-prices", page_size=5))["items"]
    assert [row["price"] for row in kept] == [f"{price}00000.00" for price in (5, 4, 3, 2, 1)]
    assert {row["staff_id"] for row in kept} == {consultant.id}
    refused(consultant.get(f"/projects/{project}/refused-prices"), 403, "forbidden")

    def reminded() -> None:
        titles = [row["title"]["zh"] for row in ok(supervisor.get("/notices"))["items"]]
        assert any("多次被拒报价核实" in title for title in titles), titles

    eventually(reminded)
    checked = {"staff_id": consultant.id, "note": "已与顾问谈话"}
    ok(supervisor.post(f"/projects/{project}/refused-prices/checks", checked))
    looked_at = ok(supervisor.get(f"/projects/{project}/refused-prices", page_size=5))["items"]
    assert {row["note"] for row in looked_at} == {"已与顾问谈话"}
