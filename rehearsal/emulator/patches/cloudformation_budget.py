"""AWS::Budgets::Budget, which MiniStack's own Budgets then describes.

Nothing is ever spent in the emulator: a budget is kept as it was given, its actual spend is 0, and it notifies nobody.
"""

from ministack.services import budgets
from ministack.services.cloudformation import provisioners

from patches.resource_type import ResourceType, succeed


def _described(physical_id: str, properties: dict) -> dict:
    """Give the budget as the API takes it: amounts are numbers in a template, but text in a request."""
    budget = {**properties["Budget"], "BudgetName": physical_id}
    if "BudgetLimit" in budget:
        limit = budget["BudgetLimit"]
        budget["BudgetLimit"] = {**limit, "Amount": str(limit["Amount"])}
    return budget


def _create(logical_id: str, properties: dict, stack_name: str) -> tuple:
    name = properties["Budget"].get("BudgetName") or provisioners._physical_name(stack_name, logical_id)
    succeed(
        budgets._create_budget(
            {
                "Budget": _described(name, properties),
                "NotificationsWithSubscribers": [
                    {**entry, "Notification": _notification(entry["Notification"])}
                    for entry in properties.get("NotificationsWithSubscribers", [])
                ],
                "ResourceTags": properties.get("ResourceTags", []),
            }
        )
    )
    return name, {}


def _notification(given: dict) -> dict:
    return {**given, "Threshold": float(given["Threshold"])}


def _update(physical_id: str, old: dict, new: dict, _stack_name: str, _logical_id: str | None = None) -> tuple:
    for name in REPLACING_IN_BUDGET:
        if old["Budget"].get(name) != new["Budget"].get(name):
            raise ValueError(f"a new Budget.{name} replaces a budget, which the emulator does not do: delete it first")
    succeed(budgets._update_budget({"NewBudget": _described(physical_id, new)}))
    return physical_id, {}


def _delete(physical_id: str, _properties: dict) -> None:
    if physical_id in budgets._budgets:
        succeed(budgets._delete_budget({"BudgetName": physical_id}))


# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-budgets-budget.html
REPLACING_IN_BUDGET = ("BudgetName", "BudgetType", "TimeUnit")
BUDGET = ResourceType(
    handlers={"create": _create, "update": _update, "delete": _delete},
    replaced_by=("NotificationsWithSubscribers",),
)
