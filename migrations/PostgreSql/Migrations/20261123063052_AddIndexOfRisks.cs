using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MakingItWork.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AddIndexOfRisks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_QueueRows_Risk",
                table: "QueueRows",
                columns: new[] { "OrganisationCode", "HazardId", "RiskRating", "State", "Reference", "SubmittedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_QueueRows_Risk",
                table: "QueueRows");
        }
    }
}
